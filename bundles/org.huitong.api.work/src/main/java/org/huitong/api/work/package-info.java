// SPDX-License-Identifier: Apache-2.0
/** What becomes of messages: tasks, and who sees to them. */
@Export
@Version("1.0.0")
package org.huitong.api.work;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
