// SPDX-License-Identifier: Apache-2.0
/** Files: what people put into the hub, and what was attached to messages. */
@Export
@Version("1.1.0")
package org.huitong.api.file;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
