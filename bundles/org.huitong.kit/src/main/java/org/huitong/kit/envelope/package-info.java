// SPDX-License-Identifier: Apache-2.0
/** The encrypted envelopes that WeCom and DingTalk share. */
@Export
@Version("1.0.0")
package org.huitong.kit.envelope;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
