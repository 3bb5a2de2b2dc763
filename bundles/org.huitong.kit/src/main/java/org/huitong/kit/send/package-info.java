// SPDX-License-Identifier: Apache-2.0
/** What connectors that send share: addresses of a platform's calls, and its answers. */
@Export
@Version("1.0.0")
package org.huitong.kit.send;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
