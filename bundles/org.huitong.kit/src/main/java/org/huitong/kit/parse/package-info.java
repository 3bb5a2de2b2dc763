// SPDX-License-Identifier: Apache-2.0
/** Reading what platforms send: JSON, XML and forms with limits, without showing the parser behind. */
@Export
@Version("1.0.0")
package org.huitong.kit.parse;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
