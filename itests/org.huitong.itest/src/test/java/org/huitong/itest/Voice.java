// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.HubProcess;

/** One account from the platform's side: knows its secrets and says what people say, signed and sealed. */
public record Voice(String platform, String account, Map<String, String> settings) {
    private static final SecureRandom DICE = new SecureRandom();
    private static final Set<String> SECRETS = Set.of(
            "clientSecret",
            "token",
            "aesKey",
            "secret",
            "encodingAesKey",
            "appSecret",
            "encryptKey",
            "verificationToken");

    /** An account with secrets of its own. */
    public static Voice of(String platform, String account) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : names(platform)) {
            settings.put(name, word(name.endsWith("esKey") ? 43 : 32));
        }
        settings.put("stage", "test");
        return new Voice(platform, account, settings);
    }

    private static List<String> names(String platform) {
        return switch (platform) {
            case "wecom" -> List.of("corpId", "agentId", "secret", "token", "encodingAesKey");
            case "dingtalk" -> List.of("clientId", "clientSecret", "corpId", "token", "aesKey");
            case "feishu" -> List.of("appId", "appSecret", "encryptKey", "verificationToken");
            default -> List.of("secret");
        };
    }

    static String word(int length) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(DICE.nextInt(letters.length())));
        }
        return word.toString();
    }

    public void register(HubProcess hub) {
        hub.configure("org.huitong.connector." + platform + "~" + account, settings);
    }

    List<String> secrets() {
        return settings.entrySet().stream()
                .filter(setting -> SECRETS.contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** A call that only a connector can refuse. */
    Push withoutSignature() {
        return Push.post(path(), Map.of("Content-Type", "application/json"), "{\"encrypt\":\"AAAA\"}");
    }

    /** Whether none of its secrets can be read in {@code conf/} any more. */
    boolean isSealed(HubProcess hub) {
        try {
            String file = Files.readString(
                    hub.home().resolve("conf/org.huitong.connector." + platform + "~" + account + ".cfg"));
            return secrets().stream().noneMatch(file::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return "/connect/" + platform + "/" + account;
    }

    Push say(String id, String text) {
        return say(id, text, "某人", Instant.now());
    }

    /** @param at when it was said, and signed */
    Push say(String id, String text, String who, Instant at) {
        return switch (platform) {
            case "wecom" -> wecom(wecomText("text", id, text, at), at);
            case "dingtalk" -> dingtalk(dingtalkText("text", id, text, who, at), at);
            case "feishu" -> feishu(feishuText(id, text, who, at), at);
            default -> echo(echoText(id, text, who, at), at);
        };
    }

    public String wecomText(String kind, String id, String text, Instant at) {
        return "<xml><ToUserName>" + get("corpId") + "</ToUserName><FromUserName>u1</FromUserName><CreateTime>"
                + at.getEpochSecond() + "</CreateTime><MsgType>" + kind + "</MsgType><Content><![CDATA[" + text
                + "]]></Content><MsgId>" + id + "</MsgId><AgentID>1000002</AgentID></xml>";
    }

    public Push wecom(String inside, Instant at) {
        String cipher = envelopes("encodingAesKey").seal(inside, get("corpId"));
        return Push.post(
                path() + signed("msg_signature", "encodingAesKey", cipher, Long.toString(at.getEpochSecond())),
                Map.of("Content-Type", "text/xml"),
                "<xml><Encrypt><![CDATA[" + cipher + "]]></Encrypt></xml>");
    }

    public String dingtalkText(String kind, String id, String text, String who, Instant at) {
        ObjectNode message = node();
        message.put("msgtype", kind).put("msgId", id).put("createAt", at.toEpochMilli());
        message.put("conversationId", "cid1").put("conversationType", "2").put("conversationTitle", who + "的群");
        message.put("senderStaffId", "u1").put("senderNick", who).put("chatbotCorpId", get("corpId"));
        message.putObject("text").put("content", text);
        return message.toString();
    }

    public Push dingtalk(String body, Instant at) {
        String timestamp = Long.toString(at.toEpochMilli());
        String secret = get("clientSecret");
        return Push.post(
                path(),
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "timestamp",
                        timestamp,
                        "sign",
                        Signatures.hmacSha256Base64(secret, timestamp + "\n" + secret)),
                body);
    }

    /** DingTalk's other door, for what happens rather than what is said. */
    Push dingtalkEvent(String inside, Instant at) {
        String cipher = envelopes("aesKey").seal(inside, get("clientId"));
        return Push.post(
                path() + signed("signature", "aesKey", cipher, Long.toString(at.toEpochMilli())),
                Map.of("Content-Type", "application/json"),
                node().put("encrypt", cipher).toString());
    }

    public String feishuText(String id, String text, String who, Instant at) {
        ObjectNode event = node();
        ObjectNode sender = event.putObject("sender").put("sender_type", "user").put("tenant_key", "t1");
        sender.putObject("sender_id").put("user_id", "u1").put("open_id", "ou_1");
        ObjectNode message = event.putObject("message").put("message_id", "om_" + id);
        message.put("create_time", Long.toString(at.toEpochMilli()))
                .put("chat_id", "oc_1")
                .put("chat_type", "group");
        message.put("message_type", "text")
                .put("content", node().put("text", text).toString());
        message.putArray("mentions").addObject().put("key", "@_user_1").put("name", who);
        return feishuEvent("im.message.receive_v1", id, event, at);
    }

    String feishuEvent(String type, String id, ObjectNode event, Instant at) {
        ObjectNode call = node().put("schema", "2.0");
        ObjectNode header = call.putObject("header").put("event_id", "ev" + id).put("event_type", type);
        header.put("create_time", Long.toString(at.toEpochMilli())).put("token", get("verificationToken"));
        header.put("app_id", get("appId")).put("tenant_key", "t1");
        call.set("event", event);
        return call.toString();
    }

    public Push feishu(String inside, Instant at) {
        String body = node().put("encrypt", feishuSeal(inside)).toString();
        return feishuSigned(body.getBytes(StandardCharsets.UTF_8), at);
    }

    Push feishuSigned(byte[] body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        String nonce = word(10);
        String head = timestamp + nonce + get("encryptKey");
        return new Push(
                "POST",
                path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Lark-Request-Timestamp",
                        timestamp,
                        "X-Lark-Request-Nonce",
                        nonce,
                        "X-Lark-Signature",
                        Signatures.sha256Hex(head.getBytes(StandardCharsets.UTF_8), body)),
                body);
    }

    String echoText(String id, String text, String who, Instant at) {
        ObjectNode call =
                node().put("delivery", "d" + id).put("company", "acme").put("id", id);
        call.put("room", "r1").put("at", at.toString()).put("text", text);
        call.putObject("from").put("id", "u1").put("name", who);
        return call.toString();
    }

    Push echo(String body, Instant at) {
        return echo(body.getBytes(StandardCharsets.UTF_8), at);
    }

    Push echo(byte[] body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] head = (timestamp + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
        byte[] signature = Signatures.hmacSha256(get("secret").getBytes(StandardCharsets.UTF_8), signed);
        return new Push(
                "POST",
                path(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Echo-Timestamp",
                        timestamp,
                        "X-Echo-Signature",
                        HexFormat.of().formatHex(signature)),
                body);
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private String get(String name) {
        return settings.get(name);
    }

    private Envelopes envelopes(String key) {
        return Envelopes.of(get("token"), get(key)).good().orElseThrow();
    }

    private String signed(String parameter, String key, String cipher, String timestamp) {
        String nonce = word(10);
        String signature = envelopes(key).sign(timestamp, nonce, cipher);
        return "?" + parameter + "=" + URLEncoder.encode(signature, StandardCharsets.UTF_8) + "&timestamp=" + timestamp
                + "&nonce=" + nonce;
    }

    private String feishuSeal(String inside) {
        byte[] iv = new byte[16];
        DICE.nextBytes(iv);
        try {
            byte[] key = MessageDigest.getInstance("SHA-256")
                    .digest(get("encryptKey").getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(inside.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(16 + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "Voice[" + platform + "~" + account + "]";
    }
}
