// SPDX-License-Identifier: Apache-2.0
/** What operators look at: connectors, readers, dead letters, features, checks and measurements. */
@Export
@Version("1.4.0")
package org.huitong.api.operation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
