// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One platform that a company has built itself. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/generic", name = "%name", description = "%description")
@interface GenericConfig {
    @AttributeDefinition(name = "%keyId", description = "%keyId.is", required = false)
    String keyId() default "k1";

    @AttributeDefinition(name = "%secret", description = "%secret.is", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(name = "%otherKeyId", description = "%otherKeyId.is", required = false)
    String otherKeyId() default "k2";

    @AttributeDefinition(
            name = "%otherSecret",
            description = "%otherSecret.is",
            type = AttributeType.PASSWORD,
            required = false)
    String otherSecret() default "";

    @AttributeDefinition(name = "%webhook", description = "%webhook.is", required = false)
    String webhook() default "";

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

    @AttributeDefinition(name = "%freshness", description = "%freshness.is", required = false)
    String freshness() default "PT5M";
}
