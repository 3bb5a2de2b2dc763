// SPDX-License-Identifier: Apache-2.0
/** Following the log after the commit, each reader with a cursor of its own. */
@Export
@Version("2.2.0")
package org.huitong.api.reader;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
