// SPDX-License-Identifier: Apache-2.0
/** Who asks, and what they may. */
@Export
@Version("3.5.0")
package org.huitong.api.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
