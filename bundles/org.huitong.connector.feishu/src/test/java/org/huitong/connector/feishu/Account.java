// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.kit.parse.Json;
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An account and the platform that calls it, for tests. The crypto is written from the vendor's page, not shared. */
record Account(FeishuConnector connector, String encryptKey, String token) {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final String TENANT = "2ca1d211f64f6438";

    static Account sealed() {
        return of(Map.of("encryptKey", "held out key 二", "verificationToken", "v-token"));
    }

    static Account plain() {
        return of(Map.of("verificationToken", "v-token"));
    }

    static Account of(Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("appId", "cli_9f5343c580712544");
        FeishuConfig config = Converters.standardConverter().convert(all).to(FeishuConfig.class);
        return new Account(
                new FeishuConnector(
                        config, Map.of("service.pid", "org.huitong.connector.feishu~test"), new Wax(), new TestClock()),
                settings.getOrDefault("encryptKey", ""),
                settings.getOrDefault("verificationToken", ""));
    }

    /** A call as the platform makes it: sealed and signed where there is a key, plain where there is none. */
    Callback call(String event) {
        return encryptKey.isEmpty() ? post(event, Map.of()) : signed(seal(event), NOW);
    }

    Callback signed(String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return post(body, headers(timestamp, "1234", sha256(timestamp + "1234" + encryptKey + body)));
    }

    /** As {@link #signed(String, Instant)}, of bytes that may be no text. */
    Callback signed(byte[] body) {
        String timestamp = Long.toString(NOW.getEpochSecond());
        byte[] before = (timestamp + "1234" + encryptKey).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + body.length);
        System.arraycopy(body, 0, all, before.length, body.length);
        return post(body, headers(timestamp, "1234", HexFormat.of().formatHex(digest(all))));
    }

    static Map<String, String> headers(String timestamp, String nonce, String signature) {
        return Map.of(
                "x-lark-request-timestamp", timestamp,
                "x-lark-request-nonce", nonce,
                "x-lark-signature", signature);
    }

    String seal(String event) {
        try {
            byte[] start = Arrays.copyOf(event.getBytes(StandardCharsets.UTF_8), 16);
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(digest(encryptKey), "AES"), new IvParameterSpec(start));
            byte[] inside = cipher.doFinal(event.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(start, 16 + inside.length);
            System.arraycopy(inside, 0, all, 16, inside.length);
            return "{\"encrypt\":\"" + Base64.getEncoder().encodeToString(all) + "\"}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one event brings. */
    Delivery delivery(String event) {
        return delivery(call(event));
    }

    Delivery delivery(Callback call) {
        Reception reception = connector.receive(call);
        if (reception instanceof Reception.Taken taken && taken.deliveries().size() == 1) {
            return taken.deliveries().get(0);
        }
        throw new AssertionError("not taken: " + reception);
    }

    Sighting sighting(String event) {
        Delivery delivery = delivery(event);
        if (delivery.sightings().size() == 1) {
            return delivery.sightings().get(0);
        }
        throw new AssertionError("not one sighting: " + delivery.unreadable());
    }

    Message message(Callback call) {
        return ((Sighting.Said) delivery(call).sightings().get(0)).message();
    }

    Message message(String event) {
        return ((Sighting.Said) sighting(event)).message();
    }

    static Callback post(String body, Map<String, String> headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Callback post(byte[] body, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Callback("POST", Map.of(), lists, body, NOW);
    }

    static String event(String type, String event) {
        return ("{\"schema\":\"2.0\",\"header\":{\"event_id\":\"ev-1\",\"event_type\":\"%s\",\"create_time\":"
                        + "\"1608725989000\",\"token\":\"v-token\",\"app_id\":\"cli_9f5343c580712544\","
                        + "\"tenant_key\":\"%s\"},\"event\":%s}")
                .formatted(type, TENANT, event);
    }

    /** A message of one type with the JSON of its content. */
    static String message(String type, String content) {
        return event(
                "im.message.receive_v1",
                ("{\"sender\":{\"sender_id\":{\"union_id\":\"on_1\",\"user_id\":\"u1\",\"open_id\":\"ou_1\"},"
                                + "\"sender_type\":\"user\",\"tenant_key\":\"%s\"},\"message\":{\"message_id\":\"om_1\","
                                + "\"create_time\":\"1609073151345\",\"chat_id\":\"oc_1\",\"chat_type\":\"group\","
                                + "\"message_type\":\"%s\",\"content\":%s,\"mentions\":[{\"key\":\"@_user_1\","
                                + "\"id\":{\"open_id\":\"ou_2\"},\"name\":\"王芳\"},{\"key\":\"@_user_10\","
                                + "\"id\":{\"open_id\":\"ou_3\"},\"name\":\"李强\"}]}}")
                        .formatted(TENANT, type, Json.quote(content)));
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
