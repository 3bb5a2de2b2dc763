// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One signature of one customer of Alibaba Cloud's short message service. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/aliyun", name = "%name", description = "%description")
@interface AliyunConfig {
    @AttributeDefinition(name = "%accessKeyId", description = "%accessKeyId.is")
    String accessKeyId() default "";

    @AttributeDefinition(name = "%accessKeySecret", description = "%accessKeySecret.is", type = AttributeType.PASSWORD)
    String accessKeySecret() default "";

    @AttributeDefinition(name = "%signName", description = "%signName.is")
    String signName() default "";

    @AttributeDefinition(name = "%templates", description = "%templates.is")
    String[] templates() default {};

    @AttributeDefinition(
            name = "%callbackToken",
            description = "%callbackToken.is",
            required = false,
            type = AttributeType.PASSWORD)
    String callbackToken() default "";

    @AttributeDefinition(name = "%baseUrl", description = "%baseUrl.is", required = false)
    String baseUrl() default "https://dysmsapi.aliyuncs.com";

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
