// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How people log in. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/access", name = "%name", description = "%description")
@interface AccessConfig {
    @AttributeDefinition(name = "%makeAccounts", description = "%makeAccounts.is", required = false)
    boolean makeAccounts() default true;
}
