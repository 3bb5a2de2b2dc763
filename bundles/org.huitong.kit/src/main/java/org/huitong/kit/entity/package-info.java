// SPDX-License-Identifier: Apache-2.0
/** Entities in the transactions of the hub. */
@Export
@Version("1.0.0")
package org.huitong.kit.entity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
