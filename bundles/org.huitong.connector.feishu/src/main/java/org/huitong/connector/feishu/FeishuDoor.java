// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Secret;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Freshness;
import org.huitong.kit.sign.Signatures;

/**
 * The address that the platform calls. With an Encrypt Key the signature over the raw bytes lets a call in; without one the
 * Verification Token inside does. Either belongs to one application alone, so that a call which carries it was made for
 * this one.
 */
final class FeishuDoor {
    private static final LocalText WRONG_TOKEN = LocalText.of(
            "缺少 Verification Token，或不是本应用的", "the Verification Token is missing or not this application's");

    private static final Answer DONE = Answer.json("{}");

    private final FeishuReader reader;
    private final Parsed<Keys> keys;
    private final Freshness freshness;

    /**
     * What lets a call in.
     *
     * @param token empty where it is not set
     */
    private record Keys(Optional<FeishuEnvelope> envelope, String token) {
        static Optional<Parsed<Keys>> of(FeishuConfig config, Settings settings) {
            if (config.appId().isBlank()) {
                return Optional.of(new Parsed.Bad<>(LocalText.of(
                        "App ID 为空，请填写开放平台显示的 App ID",
                        "App ID is empty; enter the App ID as in the platform's console")));
            }
            String encryptKey = settings.secret(config.encryptKey());
            String token = settings.secret(config.verificationToken());
            return encryptKey.isEmpty() && token.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Parsed.Good<>(new Keys(
                            Optional.of(encryptKey)
                                    .filter(key -> !key.isEmpty())
                                    .map(FeishuEnvelope::of),
                            token)));
        }

        @Override
        public String toString() {
            return "Keys[***]";
        }
    }

    FeishuDoor(FeishuConfig config, Settings settings, FeishuReader reader) {
        this.reader = reader;
        this.keys = settings.read(
                () -> Keys.of(config, settings),
                LocalText.of(
                        "请填写 Encrypt Key 或 Verification Token，与开放平台显示的一致",
                        "set Encrypt Key or Verification Token as in the platform's console"));
        this.freshness = settings.freshness();
    }

    /** Why it is shut. */
    Optional<LocalText> problem() {
        return keys.bad();
    }

    /** Plain calls carry it in their body, those of an application without an encrypt key. */
    List<Secret> secrets() {
        return keys.good().map(Keys::token).filter(token -> !token.isEmpty()).stream()
                .map(token -> new Secret("verificationToken", token))
                .toList();
    }

    Reception receive(Callback callback) {
        if (!"POST".equals(callback.method())) {
            return refuse(Refusal.METHOD, LocalText.of("平台以 POST 方式推送事件", "the platform sends its events by POST"));
        }
        if (!(keys instanceof Parsed.Good<Keys> ready)) {
            return refuse(Refusal.NOT_CONFIGURED, ((Parsed.Bad<Keys>) keys).reason());
        }
        // Who made the call is told by the bytes or by what stands in them, so that a damaged character is no reason to
        // refuse what is rightly signed.
        Parsed<Json> body = FeishuReader.object(text(callback));
        String token = ready.value().token();
        Optional<FeishuEnvelope> envelope = ready.value().envelope();
        if (envelope.isPresent()) {
            return receiveSealed(callback, body, envelope.get(), token);
        }
        return body instanceof Parsed.Good<Json> call
                ? receivePlain(callback, call.value(), token)
                : refuse(Refusal.MALFORMED, ((Parsed.Bad<Json>) body).reason());
    }

    private Reception receivePlain(Callback callback, Json body, String token) {
        if (body.at("encrypt").exists()) {
            return refuse(
                    Refusal.NOT_CONFIGURED,
                    LocalText.of(
                            "调用是加密的，请填写 Encrypt Key，与开放平台一致",
                            "the call is encrypted: set Encrypt Key as in the platform's console"));
        }
        if (FeishuEvent.isOldCard(body)) {
            return receiveOldCard(callback, body, token);
        }
        if (!hasToken(body, token)) {
            return refuse(Refusal.SIGNATURE, WRONG_TOKEN);
        }
        return isHandshake(body) ? greet(body) : take(body, text(callback), callback);
    }

    private Reception receiveSealed(Callback callback, Parsed<Json> body, FeishuEnvelope key, String token) {
        boolean signed = isSigned(callback, key);
        Optional<String> cipher = body.good().flatMap(call -> call.text("encrypt"));
        Parsed<String> opened = cipher.map(key::open).orElseGet(() -> new Parsed.Good<>(text(callback)));
        Parsed<Json> inside = opened instanceof Parsed.Good<String> letter
                ? FeishuReader.object(letter.value())
                : new Parsed.Bad<>(((Parsed.Bad<String>) opened).reason());
        // The handshake is the one call that the platform does not sign; that it opens with our key, and our token
        // in it, tell who made it.
        if (inside instanceof Parsed.Good<Json> call && isHandshake(call.value())) {
            boolean known = token.isEmpty() ? cipher.isPresent() || signed : hasToken(call.value(), token);
            return known ? greet(call.value()) : refuse(Refusal.SIGNATURE, WRONG_TOKEN);
        }
        if (!signed && body instanceof Parsed.Good<Json> call && FeishuEvent.isOldCard(call.value())) {
            return receiveOldCard(callback, call.value(), token);
        }
        // One answer for every call without a right signature: it must not tell whether the key would have opened it.
        if (!signed) {
            return refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "缺少 X-Lark-Signature 或与内容不符，请核对 Encrypt Key 与开放平台是否一致",
                            "X-Lark-Signature is missing or does not fit the body; compare Encrypt Key with the"
                                    + " console"));
        }
        if (!isFresh(callback)) {
            return stale();
        }
        if (inside instanceof Parsed.Good<Json> call) {
            return take(call.value(), ((Parsed.Good<String>) opened).value(), callback);
        }
        // Signed, so it is the platform's: kept among the dead letters rather than pushed again and again.
        return taken(FeishuWire.unreadable(
                Signatures.fingerprint(text(callback)), text(callback), ((Parsed.Bad<Json>) inside).reason()));
    }

    /** The first generation of cards signs with SHA-1 over the verification token in the place of the key. */
    private Reception receiveOldCard(Callback callback, Json body, String token) {
        if (token.isEmpty()) {
            return refuse(
                    Refusal.NOT_CONFIGURED,
                    LocalText.of(
                            "请填写 Verification Token，与开放平台一致", "set Verification Token as in the platform's console"));
        }
        String expected = FeishuEnvelope.signOldCard(
                header(callback, "x-lark-request-timestamp"),
                header(callback, "x-lark-request-nonce"),
                token,
                callback.body());
        if (!Signatures.same(expected, header(callback, "x-lark-signature"))) {
            return refuse(
                    Refusal.SIGNATURE,
                    LocalText.of("缺少 X-Lark-Signature 或与内容不符", "X-Lark-Signature is missing or does not fit the body"));
        }
        if (!isFresh(callback)) {
            return stale();
        }
        return take(body, text(callback), callback);
    }

    private Reception take(Json call, String payload, Callback callback) {
        return taken(reader.told(call, payload, callback.receivedAt()));
    }

    private boolean isSigned(Callback callback, FeishuEnvelope key) {
        return key.isSigned(
                header(callback, "x-lark-signature"),
                header(callback, "x-lark-request-timestamp"),
                header(callback, "x-lark-request-nonce"),
                callback.body());
    }

    private boolean isFresh(Callback callback) {
        return freshness.judge(
                        header(callback, "x-lark-request-timestamp"), Freshness.Unit.SECONDS, callback.receivedAt())
                == Freshness.Verdict.FRESH;
    }

    private static Reception stale() {
        return refuse(
                Refusal.STALE,
                LocalText.of(
                        "X-Lark-Request-Timestamp 与本机时钟相差太大，请校准时钟或调整“时效”",
                        "X-Lark-Request-Timestamp is too far from this clock; see Freshness"));
    }

    private static boolean hasToken(Json call, String token) {
        return Signatures.same(token, FeishuEvent.token(call).orElse(""));
    }

    private static boolean isHandshake(Json call) {
        return call.text("type").orElse("").equals("url_verification");
    }

    private static Reception greet(Json call) {
        return call.text("challenge")
                .<Reception>map(challenge ->
                        new Reception.Replied(Answer.json("{\"challenge\":" + Json.quote(challenge) + "}")))
                .orElseGet(() -> refuse(
                        Refusal.MALFORMED, LocalText.of("地址校验中没有 challenge", "the handshake carries no challenge")));
    }

    private static String header(Callback callback, String name) {
        return callback.header(name).orElse("");
    }

    private static String text(Callback callback) {
        return Utf8.mended(callback.body());
    }

    private static Reception taken(Delivery delivery) {
        return new Reception.Taken(List.of(delivery), DONE);
    }

    private static Reception refuse(Refusal refusal, LocalText detail) {
        return new Reception.Refused(refusal, detail);
    }
}
