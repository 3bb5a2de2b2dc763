// SPDX-License-Identifier: Apache-2.0
/** Connections that stay: one way to hold a WebSocket, for whatever a platform speaks on it. */
@Export
@Version("1.0.0")
package org.huitong.kit.line;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
