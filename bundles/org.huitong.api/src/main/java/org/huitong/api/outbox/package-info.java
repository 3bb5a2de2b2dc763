// SPDX-License-Identifier: Apache-2.0
/** What leaves the hub, and the one door through which it goes. */
@Export
@Version("1.5.0")
package org.huitong.api.outbox;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
