// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An account and the platform that calls it, for tests. */
record Account(DingtalkConnector connector, Envelopes envelopes, String receiveId) {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final String CORP = "ding6ccabc44d2c8d38b";
    static final String KEY = "Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7";
    static final String SECRET = "this is a held secret";

    static Account of() {
        return of(Map.of());
    }

    static Account of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(
                Map.of("clientId", "dingbar", "clientSecret", SECRET, "corpId", CORP, "token", "mryue", "aesKey", KEY));
        all.put("receiveId", CORP);
        all.putAll(settings);
        DingtalkConfig config = Converters.standardConverter().convert(all).to(DingtalkConfig.class);
        DingtalkConnector connector = new DingtalkConnector(
                config, Map.of("service.pid", "org.huitong.connector.dingtalk~test"), new Wax(), new TestClock(NOW));
        return new Account(connector, Envelopes.of("mryue", KEY).good().orElseThrow(), all.get("receiveId"));
    }

    /** What happened, in an envelope. */
    Callback event(String json) {
        return signed(envelopes.seal(json, receiveId), "signature", NOW);
    }

    /** As {@link #event(String)}, for bytes that may be no text. */
    Callback event(byte[] inside) {
        return signed(envelopes.seal(inside, receiveId), "signature", NOW);
    }

    Callback signed(String cipher, String parameter, Instant at) {
        String stamp = Long.toString(at.toEpochMilli());
        return call(
                "POST",
                Map.of(parameter, envelopes.sign(stamp, "nEXhMP4r", cipher), "timestamp", stamp, "nonce", "nEXhMP4r"),
                Map.of(),
                "{\"encrypt\":\"" + cipher + "\"}");
    }

    /** What was said to the robot. */
    Callback said(String json) {
        return said(json, NOW);
    }

    /** As {@link #said(String)}, for bytes that may be no text. */
    Callback said(byte[] body) {
        Callback call = said("", NOW);
        return new Callback(call.method(), call.query(), call.headers(), body, call.receivedAt());
    }

    Callback said(String json, Instant at) {
        String stamp = Long.toString(at.toEpochMilli());
        return call(
                "POST",
                Map.of(),
                Map.of("timestamp", stamp, "sign", Signatures.hmacSha256Base64(SECRET, stamp + "\n" + SECRET)),
                json);
    }

    static Callback call(String method, Map<String, String> query, Map<String, String> headers, String body) {
        return call(method, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Callback call(String method, Map<String, String> query, Map<String, String> headers, byte[] body) {
        return new Callback(method, lists(query), lists(headers), body, NOW);
    }

    Reception receive(Callback callback) {
        return connector.receive(callback);
    }

    /** What one call brings. */
    List<Delivery> deliveries(Callback callback) {
        Reception reception = receive(callback);
        if (reception instanceof Reception.Taken taken) {
            return taken.deliveries();
        }
        throw new AssertionError("not taken: " + reception);
    }

    Delivery delivery(Callback callback) {
        List<Delivery> deliveries = deliveries(callback);
        if (deliveries.size() == 1) {
            return deliveries.get(0);
        }
        throw new AssertionError("not one delivery: " + deliveries);
    }

    Message message(Callback callback) {
        return message(delivery(callback));
    }

    static Message message(Delivery delivery) {
        if (!delivery.sightings().isEmpty() && delivery.sightings().get(0) instanceof Sighting.Said said) {
            return said.message();
        }
        throw new AssertionError("no message: " + delivery.unreadable());
    }

    private static Map<String, List<String>> lists(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
