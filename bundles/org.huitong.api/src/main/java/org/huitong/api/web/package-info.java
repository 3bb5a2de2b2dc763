// SPDX-License-Identifier: Apache-2.0
/** Pages and REST resources that come and go with their bundles. */
@Export
@Version("1.2.0")
package org.huitong.api.web;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
