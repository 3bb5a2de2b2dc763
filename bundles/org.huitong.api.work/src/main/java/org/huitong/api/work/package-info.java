// SPDX-License-Identifier: Apache-2.0
/** What becomes of messages: tasks, and who sees to them; and who is asked before something is done. */
@Export
@Version("1.4.0")
package org.huitong.api.work;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
