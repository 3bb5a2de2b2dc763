// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How people are told of files. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/files", name = "%name", description = "%description")
@interface FilesConfig {
    @AttributeDefinition(name = "%address", description = "%address.is", required = false)
    String address() default "";
}
