// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who is told of state secrets. */
@ObjectClassDefinition(
        id = "org.huitong.capability.secrecy",
        localization = "OSGI-INF/l10n/secrecy",
        name = "%name",
        description = "%description")
@interface SecrecyConfig {
    @AttributeDefinition(name = "%office", description = "%office.is", required = false)
    String[] office() default {"role:security-admin"};
}
