// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.sms.aliyun;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Secret;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Sign;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Ways;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Signatures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Short messages by Alibaba Cloud (阿里云短信服务): by approved signature and template, over signed HTTP. */
@Component(
        configurationPid = "org.huitong.connector.sms.aliyun",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, CallbackReceiver.class, MessageSender.class})
@Designate(ocd = AliyunConfig.class, factory = true)
@Platform(platform = AliyunWire.PLATFORM)
@Ways(ways = ": accessKeyId accessKeySecret signName templates callbackToken?")
public final class AliyunConnector implements CallbackReceiver, MessageSender {
    private static final int SHORTEST_TOKEN = 16;

    private final Profile profile;
    private final Parsed<AliyunAccess> access;
    private final Parsed<String> token;
    private final AliyunSends sends;
    private final AliyunWire wire;

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public AliyunConnector(AliyunConfig config, Map<String, Object> properties, @Reference Secrets secrets) {
        Settings settings = new Settings(properties, secrets, "", Duration.ofMinutes(5));
        this.access = settings.read(
                () -> AliyunAccess.of(config, settings.secret(config.accessKeySecret())),
                LocalText.of(
                        "请在此账号的配置中填写 AccessKey ID、AccessKey Secret、签名与模板",
                        "set AccessKey ID, AccessKey Secret, signature and templates in the configuration of this account"));
        this.token = settings.read(
                () -> token(settings.secret(config.callbackToken())),
                LocalText.of("请在此账号的配置中填写回执口令", "set Callback token in the configuration of this account"));
        this.sends = new AliyunSends(access);
        String tenant = access.good().map(AliyunAccess::keyId).orElse(settings.account());
        this.wire = new AliyunWire(settings.account(), tenant);
        this.profile = new Profile(
                LocalText.of("短信", "SMS"),
                access.good().map(AliyunAccess::keyId).orElse(""),
                Duration.ofSeconds(5),
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                List.of(new Profile.Sight(
                                LocalText.of("收信人的回复", "what recipients answer"),
                                true,
                                LocalText.of(
                                        "在阿里云控制台把上行短信与回执设为推送到本账号地址",
                                        "where the console pushes SmsUp and SmsReport to this account"))
                        .as(token.good().isPresent() ? Profile.Promise.DEPENDS : Profile.Promise.WITHHELD)
                        .shownBy(Sign.DIRECT, Sign.CUSTOMER)
                        .mendedBy(Remedy.of(
                                Remedy.Kind.SETTING,
                                "在此账号的配置中填写推送令牌，并在阿里云控制台把上行短信推送到本账号地址",
                                "set the token of this account, and let the console push SmsUp to its address"))));
    }

    private static Optional<Parsed<String>> token(String entered) {
        if (entered.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                entered.length() >= SHORTEST_TOKEN
                        ? new Parsed.Good<>(entered)
                        : new Parsed.Bad<>(LocalText.of(
                                "回执口令至少 " + SHORTEST_TOKEN + " 个字符",
                                "the callback token has " + SHORTEST_TOKEN + " characters at least")));
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return access.bad();
    }

    @Override
    public Abilities abilities() {
        return sends.abilities();
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return sends.send(what, trail.reply());
    }

    /** The provider signs nothing of what it pushes: what proves it is a secret in the address. */
    @Override
    public List<Secret> secrets() {
        return token.good().map(value -> new Secret("callbackToken", value)).stream()
                .toList();
    }

    @Override
    public Reception receive(Callback callback) {
        if (!"POST".equals(callback.method())) {
            return new Reception.Refused(Refusal.METHOD, LocalText.of("请以 POST 方式推送", "push by POST"));
        }
        if (!(token instanceof Parsed.Good<String> known)) {
            return new Reception.Refused(Refusal.NOT_CONFIGURED, token.bad().orElseThrow());
        }
        if (!Signatures.same(known.value(), callback.parameter("token").orElse(""))) {
            return new Reception.Refused(
                    Refusal.SIGNATURE,
                    LocalText.of("地址中的 token 与配置不符", "token in the address is not the configured one"));
        }
        return wire.read(callback.body(), callback.receivedAt());
    }
}
