// SPDX-License-Identifier: Apache-2.0
/** Stages whose knowledge people edit while messages are judged by it. */
@Export
@Version("1.1.0")
package org.huitong.kit.stage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
