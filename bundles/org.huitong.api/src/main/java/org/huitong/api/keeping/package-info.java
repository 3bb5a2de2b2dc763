// SPDX-License-Identifier: Apache-2.0
/** What the log keeps of messages, seen by who keeps it in order, and forgetting. */
@Export
@Version("1.4.0")
package org.huitong.api.keeping;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
