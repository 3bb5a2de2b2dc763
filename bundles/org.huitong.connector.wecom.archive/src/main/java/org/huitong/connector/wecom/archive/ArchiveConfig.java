// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The chat archive of one company; named as on the page 会话内容存档 of the vendor's admin console. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/archive", name = "%name", description = "%description")
@interface ArchiveConfig {
    @AttributeDefinition(name = "%corpId", description = "%corpId.is")
    String corpId() default "";

    @AttributeDefinition(name = "%secret", description = "%secret.is", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(name = "%library", description = "%library.is")
    String library() default "";

    @AttributeDefinition(name = "%privateKeys", description = "%privateKeys.is", type = AttributeType.PASSWORD)
    String privateKeys() default "";

    @AttributeDefinition(
            name = "%nextPrivateKeys",
            description = "%nextPrivateKeys.is",
            type = AttributeType.PASSWORD,
            required = false)
    String nextPrivateKeys() default "";

    @AttributeDefinition(name = "%proxy", description = "%proxy.is", required = false)
    String proxy() default "";

    @AttributeDefinition(
            name = "%proxyPassword",
            description = "%proxyPassword.is",
            type = AttributeType.PASSWORD,
            required = false)
    String proxyPassword() default "";

    @AttributeDefinition(
            name = "%consent",
            description = "%consent.is",
            required = false,
            options = {
                @Option(label = "%consent.everything", value = "everything"),
                @Option(label = "%consent.unlessRefused", value = "unlessRefused"),
                @Option(label = "%consent.onlyAgreed", value = "onlyAgreed")
            })
    String consent() default "everything";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "https://qyapi.weixin.qq.com";

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
