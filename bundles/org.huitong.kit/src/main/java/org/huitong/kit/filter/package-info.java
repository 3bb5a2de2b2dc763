// SPDX-License-Identifier: Apache-2.0
/** Filters as people write them. */
@Export
@Version("1.0.0")
package org.huitong.kit.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
