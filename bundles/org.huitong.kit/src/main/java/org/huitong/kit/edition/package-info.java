// SPDX-License-Identifier: Apache-2.0
/** Sets that people edit: versions, history, and nobody overwrites what another has just changed. */
@Export
@Version("1.1.0")
package org.huitong.kit.edition;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
