// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = "org.huitong.capability.attention",
        name = "%attention",
        description = "%attention.description",
        localization = "OSGI-INF/l10n/attention")
@interface AttentionConfig {
    @AttributeDefinition(name = "%digest", description = "%digest.description")
    String digest() default "PT2H";

    @AttributeDefinition(name = "%from", description = "%from.description")
    String from() default "08:00";

    @AttributeDefinition(name = "%to", description = "%to.description")
    String to() default "20:00";
}
