// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.text.LocalText;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.envelope.Opened;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Utf8;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Freshness;
import org.huitong.kit.sign.NonceMemory;
import org.huitong.kit.sign.Signatures;

/**
 * The address that the platform calls. One serves both: events come in an envelope, messages to the robot in the open with
 * a signature in the headers. Each stays open where what the other needs is missing.
 */
final class DingtalkDoor {
    private static final int HANDSHAKES = 1_000;

    private static final LocalText UNSIGNED = LocalText.of(
            "既不是加密的事件，也没有机器人回调应有的签名头 timestamp 和 sign",
            "neither an encrypted event nor signed by the headers timestamp and sign, as a robot's call is");

    /** What tells the platform that the robot has nothing to say. */
    private static final Answer SILENCE = Answer.json("{\"msgtype\":\"empty\"}");

    /** What changes nothing on the card yet. */
    private static final Answer NOTHING_SHOWN = Answer.json("{}");

    private final DingtalkReader reader;
    private final List<String> receivers;
    private final Freshness freshness;
    private final NonceMemory handshakes;

    /** What events need. The robot does not, nor do they need the robot's secret: each stays open without the other. */
    private final Parsed<Envelopes> envelopes;

    private final Parsed<String> clientSecret;

    DingtalkDoor(DingtalkConfig config, Settings settings, DingtalkReader reader) {
        this.reader = reader;
        this.receivers = receivers(config);
        this.freshness = settings.freshness();
        this.handshakes = new NonceMemory(freshness.window().multipliedBy(2), HANDSHAKES);
        this.envelopes = settings.read(
                () -> envelopes(settings.secret(config.token()), settings.secret(config.aesKey())),
                LocalText.of(
                        "请填写签名 Token 和加密 aes_key，与开放平台“事件订阅”中显示的一致",
                        "set Token and AES key as the platform's console shows them for events"));
        this.clientSecret = settings.read(
                () -> Optional.of(settings.secret(config.clientSecret()))
                        .filter(secret -> !secret.isEmpty())
                        .map(Parsed.Good::new),
                LocalText.of("请填写 Client Secret，与开放平台显示的一致", "set Client Secret as the platform's console shows it"));
    }

    /** Why it is shut, for the robot as for events. */
    Optional<LocalText> problem() {
        return envelopes.bad().flatMap(events -> clientSecret
                .bad()
                .map(robot -> events.equals(robot) ? events : either(events, robot)));
    }

    private static LocalText either(LocalText events, LocalText robot) {
        return LocalText.of(events.zh() + "；如使用机器人，" + robot.zh(), events.en() + ", or for the robot " + robot.en());
    }

    Reception receive(Callback callback) {
        if (!"POST".equals(callback.method())) {
            return refuse(Refusal.METHOD, LocalText.of("平台以 POST 方式调用此地址", "the platform calls this address by POST"));
        }
        String text = Utf8.mended(callback.body());
        Parsed<Json> parsed = Json.read(text);
        Optional<String> cipher = parsed.good().flatMap(body -> body.text("encrypt"));
        return cipher.isPresent() ? takeEvent(callback, cipher.get()) : takeMessage(callback, parsed, text);
    }

    private Reception takeMessage(Callback callback, Parsed<Json> parsed, String text) {
        // A press on a card is signed over its time alone: "事件回调" of the vendor's pages.
        boolean press = callback.header("x-ddpaas-signature").isPresent();
        Optional<String> timestamp = callback.header(press ? "x-ddpaas-signature-timestamp" : "timestamp");
        Optional<String> sign = callback.header(press ? "x-ddpaas-signature" : "sign");
        if (timestamp.isEmpty() || sign.isEmpty()) {
            // Nobody has vouched for it: what is wrong with the bytes goes before what is missing beside them.
            Optional<LocalText> wrong = Utf8.read(callback.body()).bad().or(() -> DingtalkReader.unreadable(parsed));
            return wrong.isPresent() ? refuse(Refusal.MALFORMED, wrong.get()) : refuse(Refusal.SIGNATURE, UNSIGNED);
        }
        if (!(clientSecret instanceof Parsed.Good<String> secret)) {
            return refuse(Refusal.NOT_CONFIGURED, ((Parsed.Bad<String>) clientSecret).reason());
        }
        String signed = press ? timestamp.get() : timestamp.get() + "\n" + secret.value();
        String expected = Signatures.hmacSha256Base64(secret.value(), signed);
        if (!Signatures.same(expected, sign.get())) {
            return refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "签名不符，请核对 Client Secret 与开放平台是否一致",
                            "the signature does not match: compare Client Secret with the platform's console"));
        }
        Optional<Reception> late = late(timestamp.get(), Freshness.Unit.MILLISECONDS, callback);
        if (late.isPresent()) {
            return late.get();
        }
        if (text.isBlank()) {
            return refuse(Refusal.MALFORMED, LocalText.of("调用没有内容", "the call has no content"));
        }
        // Rightly signed, so it is kept, whatever it holds: the platform would not send it again.
        return new Reception.Taken(
                List.of(reader.said(callback.body(), callback.receivedAt())), press ? NOTHING_SHOWN : SILENCE);
    }

    private Reception takeEvent(Callback callback, String cipher) {
        if (!(envelopes instanceof Parsed.Good<Envelopes> ready)) {
            return refuse(Refusal.NOT_CONFIGURED, ((Parsed.Bad<Envelopes>) envelopes).reason());
        }
        Envelopes key = ready.value();
        // The vendor's pages show one name of the parameter, its code reads the other.
        Optional<String> signature = callback.parameter("signature").or(() -> callback.parameter("msg_signature"));
        Optional<String> timestamp = callback.parameter("timestamp");
        Optional<String> nonce = callback.parameter("nonce");
        if (signature.isEmpty() || timestamp.isEmpty() || nonce.isEmpty()) {
            return refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "缺少 signature、timestamp 或 nonce，不是平台发出的调用",
                            "signature, timestamp or nonce is missing: the call is not the platform's"));
        }
        if (!key.isSigned(signature.get(), timestamp.get(), nonce.get(), cipher)) {
            return refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "签名不符，请核对签名 Token 与开放平台是否一致",
                            "the signature does not match: compare Token with the platform's console"));
        }
        // Seconds and milliseconds are both seen here.
        Optional<Reception> late = late(timestamp.get(), Freshness.Unit.SECONDS, callback);
        if (late.isPresent()) {
            return late.get();
        }
        if (!(key.open(cipher) instanceof Opened.Letter letter)) {
            return refuse(
                    Refusal.MALFORMED,
                    LocalText.of(
                            "签名正确，但无法解密，请核对加密 aes_key 与开放平台是否一致",
                            "signed rightly, but it does not open: compare AES key with the platform's console"));
        }
        if (!receivers.contains(letter.receiveId().strip())) {
            return refuse(
                    Refusal.RECIPIENT,
                    LocalText.of(
                            "接收方是别的应用或企业，请把“接收方 ID”设为订阅时使用的 Client ID、Corp ID 或 Suite Key",
                            "made for another application or company: set Receive ID to the Client ID, Corp ID or Suite"
                                    + " Key that the subscription was made with"));
        }
        DingtalkEvents.Reading reading = reader.happened(letter.text(), callback.receivedAt());
        return reading instanceof DingtalkEvents.Told told
                ? new Reception.Taken(told.deliveries(), sealed(callback, key, letter, "success"))
                : greet(callback, key, letter, ((DingtalkEvents.Handshake) reading).word());
    }

    private static Optional<Parsed<Envelopes>> envelopes(String token, String aesKey) {
        return token.isEmpty() || aesKey.isEmpty() ? Optional.empty() : Optional.of(Envelopes.of(token, aesKey));
    }

    private Reception greet(Callback callback, Envelopes key, Opened.Letter letter, String word) {
        String nonce = callback.parameter("nonce").orElse("");
        if (freshness.isChecked() && !handshakes.isFirst(nonce, callback.receivedAt())) {
            return refuse(
                    Refusal.STALE,
                    LocalText.of(
                            "这次地址校验已经应答过，请在开放平台重新校验",
                            "this check of the address was answered before: check it anew in the console"));
        }
        return new Reception.Replied(sealed(callback, key, letter, word));
    }

    /** The answer is an envelope again, for the receiver that the call was made for; mind the spelling of its time. */
    private static Answer sealed(Callback callback, Envelopes key, Opened.Letter letter, String word) {
        String nonce = callback.parameter("nonce").orElse("");
        String timestamp = Long.toString(callback.receivedAt().toEpochMilli());
        String cipher = key.seal(word, letter.receiveId());
        return Answer.json("{\"msg_signature\":\"" + key.sign(timestamp, nonce, cipher) + "\",\"timeStamp\":\""
                + timestamp + "\",\"nonce\":" + Json.quote(nonce) + ",\"encrypt\":\"" + cipher + "\"}");
    }

    private Optional<Reception> late(String timestamp, Freshness.Unit unit, Callback callback) {
        return switch (freshness.judge(timestamp, unit, callback.receivedAt())) {
            case FRESH -> Optional.empty();
            case STALE -> Optional.of(refuse(
                    Refusal.STALE,
                    LocalText.of(
                            "时间戳与本机时钟相差超过 " + freshness.window() + "，请校准本机时钟，或调整配置里的“时效”",
                            "the time stamp lies outside " + freshness.window()
                                    + ": set this machine's clock, or Freshness in the configuration")));
            case UNREADABLE -> Optional.of(
                    refuse(Refusal.MALFORMED, LocalText.of("时间戳不是数字", "the time stamp is no number")));
        };
    }

    /** Three kinds of subscription name three kinds of receiver; unless one is set, the application or the company. */
    private static List<String> receivers(DingtalkConfig config) {
        return config.receiveId().isBlank()
                ? List.of(config.clientId().strip(), config.corpId().strip()).stream()
                        .filter(id -> !id.isEmpty())
                        .toList()
                : List.of(config.receiveId().strip());
    }

    private static Reception refuse(Refusal refusal, LocalText detail) {
        return new Reception.Refused(refusal, detail);
    }
}
