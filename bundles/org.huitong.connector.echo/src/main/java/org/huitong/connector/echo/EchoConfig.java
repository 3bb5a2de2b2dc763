// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * One sender that shares a secret with us. A setting has its method's name, but for what OSGi reads into underscores: for
 * {@code secret_token} the method is {@code secret__token}, since {@code secret_token} would be {@code secret.token}.
 */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/echo", name = "%name", description = "%description")
@interface EchoConfig {
    @AttributeDefinition(name = "%secret", description = "%secret.is", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "";

    @AttributeDefinition(name = "%directory", description = "%directory.is", required = false)
    boolean directory() default false;

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
