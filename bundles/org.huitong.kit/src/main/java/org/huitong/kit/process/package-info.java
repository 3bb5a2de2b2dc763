// SPDX-License-Identifier: Apache-2.0
/** Programs that nobody here trusts, in processes of their own: spoken to in lines, bounded, and ended. */
@Export
@Version("1.0.0")
package org.huitong.kit.process;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
