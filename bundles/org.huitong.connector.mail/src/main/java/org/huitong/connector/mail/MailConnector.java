// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Sign;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Ways;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Electronic mail: read by IMAP as it arrives, sent by SMTP. */
@Component(
        configurationPid = "org.huitong.connector.mail",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, LineKeeper.class, MessageSender.class})
@Designate(ocd = MailConfig.class, factory = true)
@Platform(platform = MailWire.PLATFORM)
@Ways(ways = ": address password imapHost smtpHost?")
public final class MailConnector implements LineKeeper, MessageSender {
    private final Profile profile;
    private final Parsed<Mailbox> mailbox;
    private final Optional<MailWire> wire;
    private final MailSends sends;
    private final InstantSource clock;

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public MailConnector(
            MailConfig config, Map<String, Object> properties, @Reference Secrets secrets, @Reference Clock clock) {
        this(config, properties, secrets, (InstantSource) clock);
    }

    MailConnector(MailConfig config, Map<String, Object> properties, Secrets secrets, InstantSource clock) {
        this.clock = clock;
        Settings settings = new Settings(properties, secrets, "", Duration.ofMinutes(5));
        this.mailbox = settings.read(
                () -> Mailbox.of(config, settings.secret(config.password())),
                LocalText.of("请在此账号的配置中填写邮箱地址与密码", "set Address and Password in the configuration of this account"));
        this.wire = mailbox.good().map(own -> new MailWire(settings.account(), own));
        this.sends = new MailSends(mailbox);
        this.profile = new Profile(
                        LocalText.of("邮件", "Mail"),
                        mailbox.good().map(Mailbox::domain).orElse(""),
                        Duration.ofSeconds(30),
                        config.owner(),
                        config.note(),
                        "live".equals(config.stage()),
                        List.of(
                                new Profile.Sight(
                                                LocalText.of("邮箱收到的每一封邮件", "every mail that arrives in the folder"),
                                                true,
                                                LocalText.of("需要 IMAP 服务器", "needs an IMAP server"))
                                        .as(
                                                config.imapHost().isBlank()
                                                        ? Profile.Promise.WITHHELD
                                                        : Profile.Promise.BROUGHT)
                                        .shownBy(Sign.DIRECT, Sign.PLAIN, Sign.CALLING, Sign.CUSTOMER, Sign.ROBOT)
                                        .mendedBy(Remedy.of(
                                                Remedy.Kind.SETTING,
                                                "在此账号的配置中填写 imapHost 与密码",
                                                "set imapHost and the password of this account")),
                                new Profile.Sight(
                                                LocalText.of(
                                                        "从邮件客户端自己写出的邮件",
                                                        "mails that people write with their own programs"),
                                                false,
                                                LocalText.of(
                                                        "它们在“已发送”文件夹里，可另设账号读取",
                                                        "they lie in the folder of sent ones: an account of its own can read that"))
                                        .as(Profile.Promise.WITHHELD)
                                        .mendedBy(Remedy.of(
                                                Remedy.Kind.SETTING,
                                                "另设一个账号读取“已发送”文件夹",
                                                "connect another account that reads the folder of sent mails"))))
                // A folder keeps its mails until somebody deletes them.
                .missing(new Redelivery.Kept(Optional.empty()));
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return mailbox.bad();
    }

    @Override
    public Optional<Line> line() {
        return mailbox.good().filter(own -> !own.imap().host().isEmpty()).map(own -> new MailLine(own, clock));
    }

    @Override
    public Reading read(Evidence evidence) {
        return wire.orElseThrow(() -> new IllegalStateException("this account is not configured"))
                .read(evidence);
    }

    @Override
    public Abilities abilities() {
        return sends.abilities();
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return sends.send(what);
    }
}
