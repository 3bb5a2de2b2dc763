// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

@ObjectClassDefinition(
        id = "org.huitong.capability.approvals",
        name = "%approvals",
        description = "%approvals.description",
        localization = "OSGI-INF/l10n/approvals")
@interface ApprovalsConfig {
    @AttributeDefinition(
            name = "%mode",
            description = "%mode.description",
            options = {
                @Option(value = "ready", label = "%mode.ready"),
                @Option(value = "always", label = "%mode.always"),
                @Option(value = "never", label = "%mode.never")
            })
    String mode() default "ready";

    @AttributeDefinition(name = "%chain", description = "%chain.description")
    String[] chain() default {"department-head", "it-head", "executive"};

    @AttributeDefinition(name = "%expires", description = "%expires.description")
    String expires() default "P3D";

    @AttributeDefinition(name = "%review", description = "%review.description")
    String review() default "PT24H";

    @AttributeDefinition(name = "%address", description = "%address.description")
    String address() default "";
}
