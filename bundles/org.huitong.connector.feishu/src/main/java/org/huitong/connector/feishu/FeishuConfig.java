// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One self-built application of one company, named as in the vendor's developer console. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/feishu", name = "%name", description = "%description")
@interface FeishuConfig {
    @AttributeDefinition(name = "%appId", description = "%appId.is")
    String appId() default "";

    @AttributeDefinition(
            name = "%appSecret",
            description = "%appSecret.is",
            type = AttributeType.PASSWORD,
            required = false)
    String appSecret() default "";

    @AttributeDefinition(
            name = "%encryptKey",
            description = "%encryptKey.is",
            type = AttributeType.PASSWORD,
            required = false)
    String encryptKey() default "";

    @AttributeDefinition(
            name = "%verificationToken",
            description = "%verificationToken.is",
            type = AttributeType.PASSWORD,
            required = false)
    String verificationToken() default "";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "https://open.feishu.cn";

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
    String authorizeUrl() default "https://accounts.feishu.cn/open-apis/authen/v1/authorize";

    @AttributeDefinition(name = "%approvalCode", description = "%approvalCode.is", required = false)
    String approvalCode() default "";

    @AttributeDefinition(name = "%todos", description = "%todos.is", required = false)
    boolean todos() default false;

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
    String freshness() default "PT8H";
}
