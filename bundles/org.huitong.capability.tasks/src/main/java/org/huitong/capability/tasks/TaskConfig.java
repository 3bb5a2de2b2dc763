// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        id = "org.huitong.capability.tasks",
        name = "%tasks",
        description = "%tasks.description",
        localization = "OSGI-INF/l10n/tasks")
@interface TaskConfig {
    @AttributeDefinition(name = "%tags", description = "%tags.description")
    String[] tags() default {"需跟进=PT8H", "跟进=PT8H", "待审批=PT4H", "审批=PT4H", "投诉=PT4H", "故障=PT2H", "安全=PT2H"};

    @AttributeDefinition(name = "%usual", description = "%usual.description")
    String usual() default "PT8H";

    @AttributeDefinition(name = "%post", description = "%post.description")
    String post() default "任务专员";

    @AttributeDefinition(name = "%escalate", description = "%escalate.description")
    String escalate() default "PT4H";

    @AttributeDefinition(name = "%supervise", description = "%supervise.description")
    String supervise() default "PT8H";

    @AttributeDefinition(name = "%classify", description = "%classify.description")
    String classify() default "PT30M";

    @AttributeDefinition(name = "%assign", description = "%assign.description")
    String assign() default "PT1H";

    @AttributeDefinition(name = "%address", description = "%address.description", required = false)
    String address() default "";
}
