// SPDX-License-Identifier: Apache-2.0
/** What kinds of jobs share. */
@Export
@Version("1.0.0")
package org.huitong.kit.job;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
