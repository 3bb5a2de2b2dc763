// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One account at a gateway of short messages. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/sms", name = "%name", description = "%description")
@interface SmsConfig {
    @AttributeDefinition(name = "%host", description = "%host.is")
    String host() default "";

    @AttributeDefinition(name = "%port", description = "%port.is", required = false)
    int port() default 2775;

    @AttributeDefinition(name = "%systemId", description = "%systemId.is")
    String systemId() default "";

    @AttributeDefinition(name = "%password", description = "%password.is", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "%sender", description = "%sender.is", required = false)
    String sender() default "";

    @AttributeDefinition(name = "%signature", description = "%signature.is", required = false)
    String signature() default "";

    @AttributeDefinition(name = "%templates", description = "%templates.is", required = false)
    String[] templates() default {};

    @AttributeDefinition(name = "%owner", description = "%owner.is", required = false)
    String owner() default "";

    @AttributeDefinition(name = "%note", description = "%note.is", required = false)
    String note() default "";

    @AttributeDefinition(
            name = "%stage",
            description = "%stage.is",
            required = false,
            options = {@Option(label = "%stage.test", value = "test"), @Option(label = "%stage.live", value = "live")})
    String stage() default "test";
}
