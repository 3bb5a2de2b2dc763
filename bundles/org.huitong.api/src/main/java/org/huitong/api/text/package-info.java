// SPDX-License-Identifier: Apache-2.0
/** Words for people, in Chinese and English. */
@Export
@Version("1.1.0")
package org.huitong.api.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
