// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the demo's day goes, and what the platforms do wrong in it. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/simulator", name = "%name", description = "%description")
@interface SimulatorConfig {
    @AttributeDefinition(name = "%dayLength", description = "%dayLength.is", required = false)
    String dayLength() default "PT15M";

    @AttributeDefinition(name = "%past", description = "%past.is", required = false)
    String past() default "P14D";

    @AttributeDefinition(name = "%opening", description = "%opening.is", required = false, min = "0", max = "40")
    int opening() default 9;

    @AttributeDefinition(name = "%repushRate", description = "%repushRate.is", required = false, min = "0", max = "100")
    int repushRate() default 5;

    @AttributeDefinition(name = "%duplicates", description = "%duplicates.is", required = false, min = "0", max = "9")
    int duplicates() default 0;

    @AttributeDefinition(name = "%delay", description = "%delay.is", required = false)
    String delay() default "PT0S";

    @AttributeDefinition(name = "%staleRate", description = "%staleRate.is", required = false, min = "0", max = "100")
    int staleRate() default 0;

    @AttributeDefinition(name = "%down", description = "%down.is", required = false)
    String[] down() default {};

    @AttributeDefinition(name = "%burstRate", description = "%burstRate.is", required = false, min = "0", max = "1000")
    int burstRate() default 0;
}
