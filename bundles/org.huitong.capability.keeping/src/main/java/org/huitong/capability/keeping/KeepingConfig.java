// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = KeepingConfig.PID,
        name = "%keeping",
        description = "%keeping.description",
        localization = "OSGI-INF/l10n/keeping")
@interface KeepingConfig {
    String PID = "org.huitong.capability.keeping";

    @AttributeDefinition(name = "%path", description = "%path.description")
    String path() default "";

    @AttributeDefinition(name = "%time", description = "%time.description")
    String time() default "22:00";

    @AttributeDefinition(name = "%grace", description = "%grace.description")
    String grace() default "P3D";

    @AttributeDefinition(name = "%copies", description = "%copies.description")
    String copies() default "";

    @AttributeDefinition(name = "%approver", description = "%approver.description")
    String approver() default "executive";
}
