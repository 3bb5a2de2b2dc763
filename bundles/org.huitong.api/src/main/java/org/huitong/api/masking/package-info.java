// SPDX-License-Identifier: Apache-2.0
/** Numbers that are not everybody's to read, and words that are nobody's here. */
@Export
@Version("1.0.0")
package org.huitong.api.masking;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
