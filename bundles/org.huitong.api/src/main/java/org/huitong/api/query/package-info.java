// SPDX-License-Identifier: Apache-2.0
/** The one door through which people read messages. */
@Export
@Version("4.0.0")
package org.huitong.api.query;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
