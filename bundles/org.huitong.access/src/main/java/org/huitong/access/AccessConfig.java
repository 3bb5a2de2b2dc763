// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** How people log in. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/access", name = "%name", description = "%description")
@interface AccessConfig {
    @AttributeDefinition(name = "%makeAccounts", description = "%makeAccounts.is", required = false)
    boolean makeAccounts() default true;

    @AttributeDefinition(name = "%passwordDays", description = "%passwordDays.is", required = false)
    int passwordDays() default 0;

    @AttributeDefinition(name = "%passwordHistory", description = "%passwordHistory.is", required = false)
    int passwordHistory() default 5;

    @AttributeDefinition(name = "%lockAttempts", description = "%lockAttempts.is", required = false)
    int lockAttempts() default 0;

    @AttributeDefinition(name = "%lockMinutes", description = "%lockMinutes.is", required = false)
    int lockMinutes() default 30;

    @AttributeDefinition(name = "%publicUrl", description = "%publicUrl.is", required = false)
    String publicUrl() default "";

    @AttributeDefinition(
            name = "%secondFactor",
            description = "%secondFactor.is",
            required = false,
            options = {
                @Option(label = "%secondFactor.nobody", value = "nobody"),
                @Option(label = "%secondFactor.administrators", value = "administrators"),
                @Option(label = "%secondFactor.all", value = "all")
            })
    String secondFactor() default "nobody";
}
