// SPDX-License-Identifier: Apache-2.0
/** A text as rules judge it and search finds it: variants of one letter are one letter. */
@Export
@Version("1.0.0")
package org.huitong.kit.folding;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
