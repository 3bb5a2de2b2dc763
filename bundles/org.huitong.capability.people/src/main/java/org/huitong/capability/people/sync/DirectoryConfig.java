// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** When directories are read. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/people", name = "%name", description = "%description")
@interface DirectoryConfig {
    @AttributeDefinition(name = "%every", description = "%every.is", required = false)
    String every() default "PT1H";

    @AttributeDefinition(name = "%leads", description = "%leads.is", required = false)
    String leads() default "";

    /** Read where people leave. */
    @AttributeDefinition(name = "%undo", description = "%undo.is", required = false)
    String undo() default "PT30M";
}
