// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One OpenID provider. A claim that is left empty is not looked at. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/oidc", name = "%name", description = "%description")
@interface OidcConfig {
    @AttributeDefinition(name = "%issuer", description = "%issuer.is")
    String issuer() default "";

    @AttributeDefinition(name = "%clientId", description = "%clientId.is")
    String clientId() default "";

    @AttributeDefinition(
            name = "%clientSecret",
            description = "%clientSecret.is",
            type = AttributeType.PASSWORD,
            required = false)
    String clientSecret() default "";

    @AttributeDefinition(name = "%title", description = "%title.is", required = false)
    String title() default "公司账号";

    @AttributeDefinition(name = "%titleEn", description = "%titleEn.is", required = false)
    String titleEn() default "Company account";

    @AttributeDefinition(name = "%scope", description = "%scope.is", required = false)
    String scope() default "openid profile email";

    @AttributeDefinition(name = "%employee", description = "%employee.is", required = false)
    String employee() default "";

    @AttributeDefinition(name = "%login", description = "%login.is", required = false)
    String login() default "preferred_username";

    @AttributeDefinition(name = "%mail", description = "%mail.is", required = false)
    String mail() default "";

    @AttributeDefinition(name = "%certificate", description = "%certificate.is", required = false)
    String certificate() default "";

    @AttributeDefinition(name = "%skew", description = "%skew.is", required = false)
    String skew() default "PT1M";

    @AttributeDefinition(name = "%timeout", description = "%timeout.is", required = false)
    String timeout() default "PT4S";
}
