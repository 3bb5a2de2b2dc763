// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much is done to read a file. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/filewords", name = "%name", description = "%description")
@interface FileWordsConfig {
    @AttributeDefinition(name = "%largestMegabytes", description = "%largestMegabytes.is", required = false, min = "1")
    int largestMegabytes() default 30;

    @AttributeDefinition(
            name = "%letters",
            description = "%letters.is",
            required = false,
            min = "1000",
            max = "1000000")
    int letters() default 200_000;

    @AttributeDefinition(name = "%seconds", description = "%seconds.is", required = false, min = "5")
    int seconds() default 30;

    @AttributeDefinition(name = "%memoryMegabytes", description = "%memoryMegabytes.is", required = false, min = "128")
    int memoryMegabytes() default 384;
}
