// SPDX-License-Identifier: Apache-2.0
/** How connectors ask for approvals that happen on their platform, and write them down so that they can be read. */
@Export
@Version("1.0.0")
package org.huitong.kit.approval;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
