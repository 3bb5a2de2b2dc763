// SPDX-License-Identifier: Apache-2.0
/** What was done, what was refused, and who read what of others. */
@Export
@Version("1.0.0")
package org.huitong.api.audit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
