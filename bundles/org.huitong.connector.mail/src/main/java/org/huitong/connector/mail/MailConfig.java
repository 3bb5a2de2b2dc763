// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One mailbox: where it is read and by whom its letters are taken. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/mail", name = "%name", description = "%description")
@interface MailConfig {
    @AttributeDefinition(name = "%address", description = "%address.is")
    String address() default "";

    @AttributeDefinition(name = "%user", description = "%user.is", required = false)
    String user() default "";

    @AttributeDefinition(name = "%password", description = "%password.is", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(name = "%smtpHost", description = "%smtpHost.is", required = false)
    String smtpHost() default "";

    @AttributeDefinition(name = "%smtpPort", description = "%smtpPort.is", required = false)
    int smtpPort() default 465;

    @AttributeDefinition(
            name = "%smtpSecurity",
            description = "%security.is",
            required = false,
            options = {
                @Option(label = "TLS", value = "tls"),
                @Option(label = "STARTTLS", value = "starttls"),
                @Option(label = "%security.none", value = "none")
            })
    String smtpSecurity() default "tls";

    @AttributeDefinition(name = "%imapHost", description = "%imapHost.is", required = false)
    String imapHost() default "";

    @AttributeDefinition(name = "%imapPort", description = "%imapPort.is", required = false)
    int imapPort() default 993;

    @AttributeDefinition(
            name = "%imapSecurity",
            description = "%security.is",
            required = false,
            options = {
                @Option(label = "TLS", value = "tls"),
                @Option(label = "STARTTLS", value = "starttls"),
                @Option(label = "%security.none", value = "none")
            })
    String imapSecurity() default "tls";

    @AttributeDefinition(name = "%imapFolder", description = "%imapFolder.is", required = false)
    String imapFolder() default "INBOX";

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
