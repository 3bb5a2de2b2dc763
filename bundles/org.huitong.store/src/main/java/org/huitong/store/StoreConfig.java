// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        localization = "OSGI-INF/l10n/store",
        name = "%name",
        description = "%description",
        id = "org.huitong.store")
@interface StoreConfig {
    @AttributeDefinition(name = "%url.name", description = "%url.description")
    String url() default "";

    @AttributeDefinition(name = "%user.name", description = "%user.description")
    String user() default "";

    @AttributeDefinition(name = "%password.name", description = "%password.description", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "%poolSize.name", description = "%poolSize.description", min = "2", max = "200")
    int poolSize() default 16;
}
