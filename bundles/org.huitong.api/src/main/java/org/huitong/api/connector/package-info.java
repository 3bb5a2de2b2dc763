// SPDX-License-Identifier: Apache-2.0
/** What a connector offers the hub, and what the hub hands it. */
@Export
@Version("1.9.0")
package org.huitong.api.connector;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
