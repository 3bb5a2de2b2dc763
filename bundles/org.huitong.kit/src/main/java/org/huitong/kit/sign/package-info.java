// SPDX-License-Identifier: Apache-2.0
/** Signatures, freshness and what is remembered of handshakes. */
@Export
@Version("1.0.0")
package org.huitong.kit.sign;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
