// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much of attached files is kept, and where. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/media", name = "%name", description = "%description")
@interface MediaConfig {
    @AttributeDefinition(name = "%folder", description = "%folder.is", required = false)
    String folder() default "";

    @AttributeDefinition(name = "%quotaMegabytes", description = "%quotaMegabytes.is", required = false, min = "1")
    long quotaMegabytes() default 20_000;

    @AttributeDefinition(name = "%largestMegabytes", description = "%largestMegabytes.is", required = false, min = "1")
    long largestMegabytes() default 100;

    @AttributeDefinition(name = "%personMegabytes", description = "%personMegabytes.is", required = false, min = "1")
    long personMegabytes() default 500;

    @AttributeDefinition(name = "%forbiddenKinds", description = "%forbiddenKinds.is", required = false)
    String forbiddenKinds() default "application/vnd.microsoft.portable-executable, application/x-executable";

    @AttributeDefinition(name = "%scanner", description = "%scanner.is", required = false)
    String scanner() default "";
}
