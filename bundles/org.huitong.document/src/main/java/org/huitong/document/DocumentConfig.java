// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "%document.name",
        description = "%document.description",
        localization = "OSGI-INF/l10n/document")
@interface DocumentConfig {
    @AttributeDefinition(name = "%unit.name", description = "%unit.description")
    String unit() default "";
}
