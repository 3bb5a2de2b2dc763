// SPDX-License-Identifier: Apache-2.0
/** The one source of time, alarms that ring once, and work that goes on in the background. */
@Export
@Version("1.4.0")
package org.huitong.api.clock;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
