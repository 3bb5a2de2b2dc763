// SPDX-License-Identifier: Apache-2.0
/** Who is who: persons, where they belong, whom they answer to, and by which ids platforms know them. */
@Export
@Version("1.2.0")
package org.huitong.api.people;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
