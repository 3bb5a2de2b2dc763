// SPDX-License-Identifier: Apache-2.0
/** What a platform said: the facts every other room speaks about. */
@Export
@Version("1.2.0")
package org.huitong.api.message;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
