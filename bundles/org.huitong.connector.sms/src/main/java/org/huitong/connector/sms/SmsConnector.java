// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Sign;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Ways;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.settings.Settings;
import org.jsmpp.session.SMPPSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Short messages by a gateway that speaks SMPP 3.4. */
@Component(
        configurationPid = "org.huitong.connector.sms",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, LineKeeper.class, MessageSender.class})
@Designate(ocd = SmsConfig.class, factory = true)
@Platform(platform = SmsWire.PLATFORM)
@Ways(ways = ": host port systemId password sender signature?")
public final class SmsConnector implements LineKeeper, MessageSender {
    private final Profile profile;
    private final Parsed<Gateway> gateway;
    private final SmsWire wire;
    private final SmsSends sends;
    private final InstantSource clock;
    private final AtomicReference<SMPPSession> bound = new AtomicReference<>();

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public SmsConnector(
            SmsConfig config, Map<String, Object> properties, @Reference Secrets secrets, @Reference Clock clock) {
        this(config, properties, secrets, (InstantSource) clock);
    }

    SmsConnector(SmsConfig config, Map<String, Object> properties, Secrets secrets, InstantSource clock) {
        Settings settings = new Settings(properties, secrets, "", Duration.ofMinutes(5));
        this.clock = clock;
        this.gateway = settings.read(
                () -> Gateway.of(config, settings.secret(config.password())),
                LocalText.of(
                        "请在此账号的配置中填写网关地址、systemId 与密码",
                        "set Host, System ID and Password in the configuration of this account"));
        String tenant = gateway.good().map(Gateway::systemId).orElse("");
        this.wire = new SmsWire(settings.account(), tenant.isEmpty() ? settings.account() : tenant);
        this.sends = new SmsSends(gateway, bound);
        this.profile = new Profile(
                        LocalText.of("短信", "SMS"),
                        tenant,
                        Duration.ofSeconds(10),
                        config.owner(),
                        config.note(),
                        "live".equals(config.stage()),
                        List.of(new Profile.Sight(
                                        LocalText.of("发到接入号的短信", "short messages to the account's own number"),
                                        true,
                                        LocalText.of("由网关转来", "the gateway passes them on"))
                                .shownBy(Sign.DIRECT, Sign.CUSTOMER)))
                .missing(new Redelivery.Unknown(
                        LocalText.of("网关保留多久由运营商决定", "how long the gateway keeps them is its operator's to say")));
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return gateway.bad();
    }

    @Override
    public Optional<Line> line() {
        return gateway.good().map(own -> new SmsLine(own, clock, bound));
    }

    @Override
    public Reading read(Evidence evidence) {
        return wire.read(evidence);
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
