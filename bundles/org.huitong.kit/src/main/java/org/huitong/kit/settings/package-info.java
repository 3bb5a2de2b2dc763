// SPDX-License-Identifier: Apache-2.0
/** What an operator entered for one account. */
@Export
@Version("1.0.0")
package org.huitong.kit.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
