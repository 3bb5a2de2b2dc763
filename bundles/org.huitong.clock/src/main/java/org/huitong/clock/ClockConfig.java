// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = "org.huitong.clock",
        name = "%clock",
        description = "%clock.description",
        localization = "OSGI-INF/l10n/clock")
@interface ClockConfig {
    @AttributeDefinition(name = "%zone", description = "%zone.description")
    String zone() default "Asia/Shanghai";
}
