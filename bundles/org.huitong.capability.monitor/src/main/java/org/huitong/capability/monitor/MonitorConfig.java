// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = "org.huitong.capability.monitor",
        name = "%monitor",
        description = "%monitor.description",
        localization = "OSGI-INF/l10n/monitor")
public @interface MonitorConfig {
    @AttributeDefinition(name = "%reportAt", description = "%reportAt.description")
    String reportAt() default "08:00";

    @AttributeDefinition(name = "%reportTo", description = "%reportTo.description")
    String[] reportTo() default {"role:system-admin", "role:it-head"};

    @AttributeDefinition(name = "%briefTo", description = "%briefTo.description")
    String[] briefTo() default {"role:executive"};
}
