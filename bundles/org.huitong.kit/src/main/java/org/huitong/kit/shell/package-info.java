// SPDX-License-Identifier: Apache-2.0
/** What commands of the shell share: what was typed behind them, and that they did not do it. */
@Export
@Version("1.0.0")
package org.huitong.kit.shell;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
