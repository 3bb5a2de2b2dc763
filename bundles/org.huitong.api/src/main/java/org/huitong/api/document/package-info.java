// SPDX-License-Identifier: Apache-2.0
/** Documents: a table with its heading, of which page, chart, spreadsheet, text document and pages are made alike. */
@Export
@Version("1.3.0")
package org.huitong.api.document;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
