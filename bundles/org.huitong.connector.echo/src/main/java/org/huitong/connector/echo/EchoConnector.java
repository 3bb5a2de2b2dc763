// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Directory;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Sign;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Ways;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Freshness;
import org.huitong.kit.sign.Signatures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The smallest connector: a sender that shares a secret with us posts signed JSON, and takes what we send to it. Start
 * your own from here.
 */
@Component(
        configurationPid = "org.huitong.connector.echo",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, CallbackReceiver.class, MessageSender.class, Credentials.class, Directory.class})
@Designate(ocd = EchoConfig.class, factory = true)
@Platform(platform = "echo")
@Ways(ways = ": secret baseUrl?")
public final class EchoConnector implements CallbackReceiver, MessageSender, Credentials, Directory {
    /** Shorter ones are found by trying. */
    private static final int SHORTEST = 16;

    private final Profile profile;
    private final EchoWire wire;
    private final Parsed<byte[]> secret;
    private final Freshness freshness;
    private final EchoSends sends;
    private final EchoDirectory directory;

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public EchoConnector(EchoConfig config, Map<String, Object> properties, @Reference Secrets secrets) {
        Settings settings = new Settings(properties, secrets, config.freshness(), Duration.ofMinutes(5));
        this.wire = new EchoWire(settings.account());
        this.secret = settings.read(
                () -> key(settings.secret(config.secret())),
                LocalText.of("请在此账号的配置中填写密钥", "set Secret in the configuration of this account"));
        this.freshness = settings.freshness();
        this.sends = new EchoSends(config.baseUrl(), secret);
        this.directory = new EchoDirectory(sends.base(), config.directory());
        this.profile = new Profile(
                LocalText.of("回声", "Echo"),
                "",
                Duration.ofSeconds(5),
                config.owner(),
                config.note(),
                "live".equals(config.stage()),
                List.of(new Profile.Sight(
                                LocalText.of("推送来的一切", "everything that is posted"),
                                true,
                                LocalText.of("由发送方决定", "the sender decides"))
                        .shownBy(Sign.DIRECT, Sign.PLAIN, Sign.CALLING)
                        .mendedBy(Remedy.of(Remedy.Kind.PERMISSION, "让发送方推送更多", "let the sender post more"))));
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return secret.bad();
    }

    @Override
    public Abilities abilities() {
        return sends.abilities();
    }

    @Override
    public Step<Token> renew(Trail trail) {
        return sends.renew(trail);
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return sends.send(what, trail);
    }

    @Override
    public Step<Receipt> receipt(String nativeId, Trail trail) {
        return sends.receipt(nativeId, trail);
    }

    @Override
    public Reach reach() {
        return directory.reach();
    }

    @Override
    public Step<Slice<Department>> departments(Optional<String> cursor, Trail trail) {
        return directory.departments(cursor, trail);
    }

    @Override
    public Step<Slice<Member>> people(String department, Optional<String> cursor, Trail trail) {
        return directory.people(department, cursor, trail);
    }

    @Override
    public Step<Boolean> shutOut(String account, Trail trail) {
        return directory.shutOut(account, trail);
    }

    @Override
    public Reception receive(Callback callback) {
        if (!"POST".equals(callback.method())) {
            return new Reception.Refused(Refusal.METHOD, LocalText.of("请以 POST 方式发送 JSON", "post your JSON"));
        }
        if (!(secret instanceof Parsed.Good<byte[]> key)) {
            return new Reception.Refused(Refusal.NOT_CONFIGURED, ((Parsed.Bad<byte[]>) secret).reason());
        }
        String timestamp = callback.header("x-echo-timestamp").orElse("");
        String expected =
                HexFormat.of().formatHex(Signatures.hmacSha256(key.value(), signed(timestamp, callback.body())));
        if (!Signatures.same(expected, callback.header("x-echo-signature").orElse(""))) {
            return new Reception.Refused(
                    Refusal.SIGNATURE,
                    LocalText.of("X-Echo-Signature 与时间戳和内容不符", "X-Echo-Signature does not fit time stamp and body"));
        }
        if (freshness.judge(timestamp, Freshness.Unit.SECONDS, callback.receivedAt()) != Freshness.Verdict.FRESH) {
            return new Reception.Refused(
                    Refusal.STALE,
                    LocalText.of("X-Echo-Timestamp 与本机时钟相差太大", "X-Echo-Timestamp is too far from this clock"));
        }
        // Rightly signed, so it is kept, whatever it holds: who sent it would only send the same again.
        String payload = Utf8.mended(callback.body());
        Delivery delivery = Json.read(payload) instanceof Parsed.Good<Json> call
                ? wire.deliver(call.value(), payload)
                : EchoWire.unreadable(
                        Signatures.fingerprint(payload), payload, LocalText.of("内容不是 JSON", "the body is not JSON"));
        return new Reception.Taken(List.of(delivery), Answer.json("{\"ok\":true}"));
    }

    private static Optional<Parsed<byte[]>> key(String secret) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                secret.length() < SHORTEST
                        ? new Parsed.Bad<>(LocalText.of(
                                "密钥至少 " + SHORTEST + " 个字符", "a secret has at least " + SHORTEST + " characters"))
                        : new Parsed.Good<>(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] signed(String timestamp, byte[] body) {
        byte[] head = (timestamp + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
