// SPDX-License-Identifier: Apache-2.0
/** How connectors compose what was said, so that text and structure agree. */
@Export
@Version("1.0.0")
package org.huitong.kit.content;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
