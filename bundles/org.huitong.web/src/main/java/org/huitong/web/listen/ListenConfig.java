// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "%listen.name",
        description = "%listen.description",
        localization = "OSGI-INF/l10n/listen")
@interface ListenConfig {
    @AttributeDefinition(name = "%keystore.name", description = "%keystore.description")
    String keystore() default "";

    @AttributeDefinition(
            name = "%keystorePassword.name",
            description = "%keystorePassword.description",
            type = AttributeType.PASSWORD)
    String keystorePassword() default "";

    @AttributeDefinition(name = "%trustedProxies.name", description = "%trustedProxies.description")
    String[] trustedProxies() default {};
}
