// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = OutboxConfig.PID,
        name = "%outbox",
        description = "%outbox.description",
        localization = "OSGI-INF/l10n/outbox")
@interface OutboxConfig {
    String PID = "org.huitong.outbox";

    @AttributeDefinition(name = "%words", description = "%words.description")
    String words() default "P30D";
}
