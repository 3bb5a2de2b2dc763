// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Platform;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Sign;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.connector.Ways;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Secrets;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Freshness;
import org.huitong.kit.sign.NonceMemory;
import org.huitong.kit.sign.Signatures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** A platform that a company has built itself: signed JSON in both directions, as {@code openapi/wire.json} says it. */
@Component(
        configurationPid = "org.huitong.connector.generic",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {Connector.class, CallbackReceiver.class, MessageSender.class})
@Designate(ocd = GenericConfig.class, factory = true)
@Platform(platform = GenericWire.PLATFORM)
@Ways(ways = ": keyId secret webhook?")
public final class GenericConnector implements CallbackReceiver, MessageSender {
    private static final int NONCES = 100_000;
    private static final int LONGEST_KEY = 200;

    private final Profile profile;
    private final GenericWire wire;
    private final String path;
    private final Parsed<GenericKeys> keys;
    private final Freshness freshness;
    private final NonceMemory nonces;
    private final NonceMemory calls;
    private final GenericSends sends;

    /** One call per configuration: the life of this account begins here and ends with the object. */
    @Activate
    public GenericConnector(GenericConfig config, Map<String, Object> properties, @Reference Secrets secrets) {
        Settings settings = new Settings(properties, secrets, config.freshness(), Duration.ofMinutes(5));
        this.wire = new GenericWire(settings.account());
        this.path = "/connect/" + GenericWire.PLATFORM + "/" + settings.account();
        this.keys = settings.read(
                () -> GenericKeys.of(
                        config.keyId(),
                        settings.secret(config.secret()),
                        config.otherKeyId(),
                        settings.secret(config.otherSecret())),
                LocalText.of("请在此账号的配置中填写密钥", "set Secret in the configuration of this account"));
        this.freshness = settings.freshness();
        Duration memory = freshness.window().multipliedBy(2);
        this.nonces = new NonceMemory(memory, NONCES);
        this.calls = new NonceMemory(memory, NONCES);
        this.sends = new GenericSends(config.webhook(), keys);
        this.profile = new Profile(
                        LocalText.of("自建平台", "Own platform"),
                        "",
                        Duration.ofSeconds(10),
                        config.owner(),
                        config.note(),
                        "live".equals(config.stage()),
                        List.of(new Profile.Sight(
                                        LocalText.of("平台推送来的一切", "everything that the platform posts"),
                                        true,
                                        LocalText.of("由自建平台决定推送什么", "the company's platform decides what it posts"))
                                .shownBy(
                                        Sign.DIRECT,
                                        Sign.PLAIN,
                                        Sign.CALLING,
                                        Sign.CUSTOMER,
                                        Sign.ROBOT,
                                        Sign.EVENT,
                                        Sign.FILE)))
                .missing(new Redelivery.Unknown(
                        LocalText.of("是否再推由自建平台决定", "the company's platform decides whether it posts again")));
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<LocalText> problem() {
        return keys.bad();
    }

    @Override
    public Abilities abilities() {
        return sends.abilities();
    }

    @Override
    public Step<Sent> send(Outgoing what, Trail trail) {
        return sends.send(what, trail);
    }

    @Override
    public Reception receive(Callback callback) {
        if (!"POST".equals(callback.method())) {
            return refused(Refusal.METHOD, "请以 POST 方式发送 JSON", "post your JSON");
        }
        if (!(keys instanceof Parsed.Good<GenericKeys> known)) {
            return new Reception.Refused(Refusal.NOT_CONFIGURED, keys.bad().orElseThrow());
        }
        Optional<Reception> refusal = proven(callback, known.value());
        return refusal.orElseGet(() -> taken(callback));
    }

    /** Empty where the call is signed with a key of ours, now, and was not made of another one. */
    private Optional<Reception> proven(Callback callback, GenericKeys known) {
        String time = callback.header("x-hub-timestamp").orElse("");
        String nonce = callback.header("x-hub-nonce").orElse("");
        String signature = callback.header("x-hub-signature").orElse("");
        Optional<String> expected = known.sign(
                callback.header("x-hub-key-id").orElse(""), time, nonce, callback.method(), path, callback.body());
        if (!callback.query().isEmpty()) {
            // The signature would have to cover it, and nothing is said there.
            return Optional.of(refused(Refusal.MALFORMED, "地址不带参数", "the address has no query"));
        }
        if (expected.isEmpty()) {
            return Optional.of(
                    refused(Refusal.SIGNATURE, "X-Hub-Key-Id 不是此账号的密钥编号", "X-Hub-Key-Id names no key of this account"));
        }
        if (!Signatures.same(expected.get(), signature)) {
            return Optional.of(refused(
                    Refusal.SIGNATURE,
                    "X-Hub-Signature 与时间戳、nonce、方法、路径（" + path + "）和内容不符",
                    "X-Hub-Signature does not fit time stamp, nonce, method, path (" + path + ") and body"));
        }
        if (freshness.judge(time, Freshness.Unit.SECONDS, callback.receivedAt()) != Freshness.Verdict.FRESH) {
            return Optional.of(
                    refused(Refusal.STALE, "X-Hub-Timestamp 与本机时钟相差太大", "X-Hub-Timestamp is too far from this clock"));
        }
        // The same call again is a repetition, which is stored once; another call under a used nonce is an attempt.
        boolean used = freshness.isChecked()
                && calls.isFirst(nonce + "\n" + signature, callback.receivedAt())
                && !nonces.isFirst(nonce, callback.receivedAt());
        return used || nonce.isBlank()
                ? Optional.of(
                        refused(Refusal.SIGNATURE, "每次调用要有自己的 X-Hub-Nonce", "each call has an X-Hub-Nonce of its own"))
                : Optional.empty();
    }

    private Reception taken(Callback callback) {
        // Rightly signed, so it is kept, whatever it holds: who sent it would only send the same again.
        String payload = Utf8.mended(callback.body());
        String delivery = callback.header("idempotency-key")
                .filter(key -> !key.isBlank() && key.length() <= LONGEST_KEY)
                .orElseGet(() -> Signatures.fingerprint(payload));
        if (!(Json.read(payload) instanceof Parsed.Good<Json> call)
                || !call.value().isObject()) {
            LocalText why = LocalText.of("内容不是 JSON 对象", "the body is no JSON object");
            return new Reception.Taken(
                    List.of(new Delivery(delivery, List.of(), List.of(GenericWire.unreadable(payload, why)))),
                    thanks());
        }
        GenericWire.Told told = wire.read(delivery, call.value());
        boolean nothing = told.delivery().sightings().isEmpty()
                && told.delivery().unreadable().isEmpty();
        return nothing && told.receipts().isEmpty()
                ? new Reception.Replied(thanks())
                : new Reception.Taken(nothing ? List.of() : List.of(told.delivery()), told.receipts(), thanks());
    }

    private static Answer thanks() {
        return Answer.json("{\"ok\":true}");
    }

    private static Reception.Refused refused(Refusal refusal, String zh, String en) {
        return new Reception.Refused(refusal, LocalText.of(zh, en));
    }
}
