// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One application with its robot, of one company; named as in the vendor's developer console. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/dingtalk", name = "%name", description = "%description")
@interface DingtalkConfig {
    @AttributeDefinition(name = "%clientId", description = "%clientId.is")
    String clientId() default "";

    @AttributeDefinition(
            name = "%clientSecret",
            description = "%clientSecret.is",
            type = AttributeType.PASSWORD,
            required = false)
    String clientSecret() default "";

    @AttributeDefinition(name = "%corpId", description = "%corpId.is")
    String corpId() default "";

    @AttributeDefinition(name = "%token", description = "%token.is", type = AttributeType.PASSWORD, required = false)
    String token() default "";

    @AttributeDefinition(name = "%aesKey", description = "%aesKey.is", type = AttributeType.PASSWORD, required = false)
    String aesKey() default "";

    @AttributeDefinition(name = "%receiveId", description = "%receiveId.is", required = false)
    String receiveId() default "";

    @AttributeDefinition(name = "%robotCode", description = "%robotCode.is", required = false)
    String robotCode() default "";

    @AttributeDefinition(name = "%cardTemplateId", description = "%cardTemplateId.is", required = false)
    String cardTemplateId() default "";

    @AttributeDefinition(name = "%groupTemplateId", description = "%groupTemplateId.is", required = false)
    String groupTemplateId() default "";

    @AttributeDefinition(name = "%cardRoute", description = "%cardRoute.is", required = false)
    String cardRoute() default "";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "https://api.dingtalk.com";

    @AttributeDefinition(name = "%oapiUrl", description = "%oapiUrl.is", required = false)
    String oapiUrl() default "https://oapi.dingtalk.com";

    @AttributeDefinition(name = "%agentId", description = "%agentId.is", required = false)
    String agentId() default "";

    @AttributeDefinition(
            name = "%way",
            description = "%way.is",
            required = false,
            options = {
                @Option(label = "%way.stream", value = "stream"),
                @Option(label = "%way.callback", value = "callback"),
                @Option(label = "%way.webhook", value = "webhook")
            })
    String way() default "callback";

    @AttributeDefinition(
            name = "%webhook",
            description = "%webhook.is",
            type = AttributeType.PASSWORD,
            required = false)
    String webhook() default "";

    @AttributeDefinition(
            name = "%webhookSecret",
            description = "%webhookSecret.is",
            type = AttributeType.PASSWORD,
            required = false)
    String webhookSecret() default "";

    @AttributeDefinition(name = "%logins", description = "%logins.is", required = false)
    boolean logins() default false;

    @AttributeDefinition(
            name = "%directory",
            description = "%directory.is",
            required = false,
            options = {
                @Option(label = "%directory.no", value = "no"),
                @Option(label = "%directory.read", value = "read"),
                @Option(label = "%directory.shut", value = "shut")
            })
    String directory() default "no";

    @AttributeDefinition(name = "%authorizeUrl", description = "%authorizeUrl.is", required = false)
    String authorizeUrl() default "https://login.dingtalk.com/oauth2/auth";

    @AttributeDefinition(name = "%todos", description = "%todos.is", required = false)
    boolean todos() default false;

    @AttributeDefinition(name = "%approvalTemplate", description = "%approvalTemplate.is", required = false)
    String approvalTemplate() default "";

    @AttributeDefinition(name = "%approvalUser", description = "%approvalUser.is", required = false)
    String approvalUser() default "";

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
    String freshness() default "PT1H";
}
