// SPDX-License-Identifier: Apache-2.0
/** The database: transactions and the tables a bundle brings. */
@Export
@Version("1.2.0")
package org.huitong.api.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
