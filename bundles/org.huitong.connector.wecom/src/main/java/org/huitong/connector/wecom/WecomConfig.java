// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One application, or one intelligent robot, of one company; named as in the vendor's admin console. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/wecom", name = "%name", description = "%description")
@interface WecomConfig {
    @AttributeDefinition(name = "%corpId", description = "%corpId.is")
    String corpId() default "";

    @AttributeDefinition(name = "%agentId", description = "%agentId.is", required = false)
    String agentId() default "";

    @AttributeDefinition(name = "%secret", description = "%secret.is", type = AttributeType.PASSWORD, required = false)
    String secret() default "";

    @AttributeDefinition(name = "%token", description = "%token.is", type = AttributeType.PASSWORD, required = false)
    String token() default "";

    @AttributeDefinition(
            name = "%encodingAesKey",
            description = "%encodingAesKey.is",
            type = AttributeType.PASSWORD,
            required = false)
    String encodingAesKey() default "";

    @AttributeDefinition(name = "%botId", description = "%botId.is", required = false)
    String botId() default "";

    @AttributeDefinition(name = "%receiveId", description = "%receiveId.is", required = false)
    String receiveId() default "";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "https://qyapi.weixin.qq.com";

    @AttributeDefinition(name = "%streamUrl", description = "%streamUrl.is", required = false)
    String streamUrl() default "wss://openws.work.weixin.qq.com";

    @AttributeDefinition(
            name = "%way",
            description = "%way.is",
            required = false,
            options = {
                @Option(label = "%way.callback", value = "callback"),
                @Option(label = "%way.stream", value = "stream"),
                @Option(label = "%way.webhook", value = "webhook")
            })
    String way() default "callback";

    @AttributeDefinition(
            name = "%webhook",
            description = "%webhook.is",
            type = AttributeType.PASSWORD,
            required = false)
    String webhook() default "";

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
    String authorizeUrl() default "https://open.weixin.qq.com/connect/oauth2/authorize";

    @AttributeDefinition(name = "%scanUrl", description = "%scanUrl.is", required = false)
    String scanUrl() default "https://login.work.weixin.qq.com/wwlogin/sso/login";

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
    String freshness() default "PT10M";
}
