// SPDX-License-Identifier: Apache-2.0
/** Encryption at rest and secrets of the configuration. */
@Export
@Version("1.1.0")
package org.huitong.api.vault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
