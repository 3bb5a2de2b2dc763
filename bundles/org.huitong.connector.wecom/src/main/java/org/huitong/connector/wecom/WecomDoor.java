// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.huitong.kit.parse.Xml;
import org.huitong.kit.settings.Settings;
import org.huitong.kit.sign.Freshness;
import org.huitong.kit.sign.NonceMemory;

/**
 * The address that the platform calls. One serves both: an application speaks XML, a robot JSON, and the check of the
 * address comes as a GET.
 */
final class WecomDoor {
    private static final int HANDSHAKES = 1_000;

    private final WecomXml application;
    private final WecomRobot robot;
    private final Set<String> receivers;
    private final Freshness freshness;
    private final NonceMemory handshakes;
    private final Parsed<Envelopes> envelopes;

    WecomDoor(WecomConfig config, Settings settings, WecomRobot robot) {
        this.application = new WecomXml(settings.account(), config.corpId().strip());
        this.robot = robot;
        this.receivers = receivers(config);
        this.freshness = settings.freshness();
        this.handshakes = new NonceMemory(freshness.window().multipliedBy(2), HANDSHAKES);
        this.envelopes = settings.read(
                () -> envelopes(settings.secret(config.token()), settings.secret(config.encodingAesKey())),
                LocalText.of(
                        "请填写 Token 和 EncodingAESKey，与管理后台为此地址显示的一致",
                        "set Token and EncodingAESKey as the platform's console shows them for this address"));
    }

    /** Why it is shut. */
    Optional<LocalText> problem() {
        return envelopes.bad();
    }

    Reception receive(Callback callback) {
        boolean handshake = "GET".equals(callback.method());
        if (!handshake && !"POST".equals(callback.method())) {
            return refuse(
                    Refusal.METHOD,
                    LocalText.of(
                            "平台以 GET 校验此地址，以 POST 推送", "the platform checks this address by GET and pushes by POST"));
        }
        if (!(envelopes instanceof Parsed.Good<Envelopes> key)) {
            return refuse(Refusal.NOT_CONFIGURED, ((Parsed.Bad<Envelopes>) envelopes).reason());
        }
        return handshake ? greet(callback, key.value()) : take(callback, key.value());
    }

    private static Optional<Parsed<Envelopes>> envelopes(String token, String encodingAesKey) {
        return token.isEmpty() || encodingAesKey.isEmpty()
                ? Optional.empty()
                : Optional.of(Envelopes.of(token, encodingAesKey));
    }

    /** The check of the address: what is inside goes back as plain text, without anything around it. */
    private Reception greet(Callback callback, Envelopes key) {
        Optional<String> echo = callback.parameter("echostr");
        if (echo.isEmpty()) {
            return refuse(
                    Refusal.MALFORMED,
                    LocalText.of(
                            "缺少 echostr：此地址供平台调用，不能用浏览器打开",
                            "echostr is missing: this address is for the platform, not for a browser"));
        }
        // Some senders leave the plus signs of base64 bare in the address, where they mean blanks.
        String cipher = echo.get().replace(' ', '+');
        Optional<Reception> refused = check(callback, key, cipher);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (freshness.isChecked()
                && !handshakes.isFirst(callback.parameter("nonce").orElse(""), callback.receivedAt())) {
            return refuse(
                    Refusal.STALE,
                    LocalText.of(
                            "这次地址校验已经应答过，请在管理后台重新保存",
                            "this check of the address was answered before: save it anew in the console"));
        }
        if (!(key.open(cipher) instanceof Opened.Letter letter)) {
            return misfit();
        }
        if (!isForUs(letter) && !letter.receiveId().isBlank()) {
            return misdirected();
        }
        return new Reception.Replied(Answer.text(letter.text()));
    }

    private Reception take(Callback callback, Envelopes key) {
        byte[] body = callback.body();
        int first = 0;
        while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
            first++;
        }
        boolean json = first < body.length && body[first] == '{';
        Parsed<String> cipher = json ? cipherOfJson(body) : cipherOfXml(body);
        if (!(cipher instanceof Parsed.Good<String> good)) {
            return refuse(Refusal.MALFORMED, ((Parsed.Bad<String>) cipher).reason());
        }
        Optional<Reception> refused = check(callback, key, good.value());
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!(key.open(good.value()) instanceof Opened.Letter letter)) {
            return misfit();
        }
        // A robot of the company itself names no receiver; an application always does.
        if (!isForUs(letter) && !(json && letter.receiveId().isBlank())) {
            return misdirected();
        }
        return json ? takeRobot(callback, letter.text()) : takeApplication(letter.text(), callback.receivedAt());
    }

    private Reception takeApplication(String xml, Instant receivedAt) {
        WecomXml.Told told = application.read(xml, receivedAt);
        // Whatever else stands in the answer to an instruction, the platform takes for an error.
        return new Reception.Taken(
                List.of(told.delivery()), told.isInstruction() ? Answer.text("success") : Answer.empty());
    }

    /** A robot that has nothing to say answers nothing. */
    private Reception takeRobot(Callback callback, String json) {
        return robot.read(json, pushedAt(callback))
                .<Reception>map(delivery -> new Reception.Taken(List.of(delivery), Answer.empty()))
                .orElseGet(() -> new Reception.Replied(Answer.empty()));
    }

    private Optional<Reception> check(Callback callback, Envelopes key, String cipher) {
        Optional<String> signature = callback.parameter("msg_signature");
        Optional<String> timestamp = callback.parameter("timestamp");
        Optional<String> nonce = callback.parameter("nonce");
        if (signature.isEmpty() || timestamp.isEmpty() || nonce.isEmpty()) {
            return Optional.of(refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "缺少 msg_signature、timestamp 或 nonce，不是平台发出的调用",
                            "msg_signature, timestamp or nonce is missing: the call is not the platform's")));
        }
        if (!key.isSigned(signature.get(), timestamp.get(), nonce.get(), cipher)) {
            return Optional.of(refuse(
                    Refusal.SIGNATURE,
                    LocalText.of(
                            "签名不符，请核对 Token 与管理后台是否一致",
                            "the signature does not match: compare Token with the platform's console")));
        }
        return switch (freshness.judge(timestamp.get(), Freshness.Unit.SECONDS, callback.receivedAt())) {
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

    /** For robots, whose messages carry no time of their own: the signed time of the push. */
    private static Instant pushedAt(Callback callback) {
        try {
            long seconds = Long.parseLong(callback.parameter("timestamp").orElse(""));
            return seconds > 0 && seconds < 100_000_000_000L ? Instant.ofEpochSecond(seconds) : callback.receivedAt();
        } catch (NumberFormatException e) {
            // With freshness unchecked the stamp may be anything.
            return callback.receivedAt();
        }
    }

    private boolean isForUs(Opened.Letter letter) {
        return receivers.contains(letter.receiveId().strip());
    }

    /** The instructions of a third-party suite are made for the suite, the check of their address for its maker. */
    private static Set<String> receivers(WecomConfig config) {
        return Stream.of(config.corpId(), config.receiveId())
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Parsed<String> cipherOfXml(byte[] body) {
        if (!(Utf8.read(body) instanceof Parsed.Good<String> text)) {
            return new Parsed.Bad<>(LocalText.of("内容不是 UTF-8 编码", "the body is not UTF-8"));
        }
        if (!(Xml.read(text.value()) instanceof Parsed.Good<Xml> document)) {
            return new Parsed.Bad<>(LocalText.of(
                    "内容既不是应用的 XML，也不是机器人的 JSON",
                    "the body is neither the XML of an application nor the JSON of a robot"));
        }
        return cipher(document.value().value("Encrypt"));
    }

    private static Parsed<String> cipherOfJson(byte[] body) {
        return Json.read(body) instanceof Parsed.Good<Json> document
                ? cipher(document.value().text("encrypt"))
                : new Parsed.Bad<>(LocalText.of("内容不是 JSON", "the body is not JSON"));
    }

    private static Parsed<String> cipher(Optional<String> found) {
        return found.map(String::strip)
                .filter(cipher -> !cipher.isEmpty())
                .<Parsed<String>>map(Parsed.Good::new)
                .orElseGet(() -> new Parsed.Bad<>(LocalText.of("缺少加密内容", "the encrypted part of the body is missing")));
    }

    private static Reception misfit() {
        return refuse(
                Refusal.MALFORMED,
                LocalText.of(
                        "签名正确，但无法解密，请核对 EncodingAESKey 与管理后台是否一致",
                        "signed rightly, but it does not open: compare EncodingAESKey with the platform's console"));
    }

    private static Reception misdirected() {
        return refuse(
                Refusal.RECIPIENT,
                LocalText.of(
                        "接收方是别的企业或应用，请核对企业 ID、接收方 ID 与管理后台是否一致",
                        "made for another company or application: compare Corp ID and Receive ID with the platform's"
                                + " console"));
    }

    private static Reception refuse(Refusal refusal, LocalText detail) {
        return new Reception.Refused(refusal, detail);
    }
}
