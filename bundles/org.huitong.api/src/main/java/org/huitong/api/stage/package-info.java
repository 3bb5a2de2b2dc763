// SPDX-License-Identifier: Apache-2.0
/** Judging a message before it is committed: stages, findings, marks. */
@Export
@Version("1.1.0")
package org.huitong.api.stage;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
