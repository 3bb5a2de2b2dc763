// SPDX-License-Identifier: Apache-2.0
/** What people say of messages by hand, and judging a stretch of the past anew. */
@Export
@Version("1.0.0")
package org.huitong.api.finding;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
