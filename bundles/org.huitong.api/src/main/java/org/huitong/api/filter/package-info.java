// SPDX-License-Identifier: Apache-2.0
/** One language that says which messages: for rights, lists, searches, retention, exports. */
@Export
@Version("1.1.0")
package org.huitong.api.filter;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
