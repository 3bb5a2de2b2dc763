// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

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
import org.huitong.testkit.TestClock;
import org.huitong.testkit.Wax;
import org.osgi.util.converter.Converters;

/** An account and the platform that calls it, for tests. */
record Account(WecomConnector connector, Envelopes envelopes, String receiveId) {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final String CORP = "wx49f0ab532d5d035a";
    static final String KEY = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";

    static Account of() {
        return of(Map.of());
    }

    static Account of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("corpId", CORP, "token", "123456", "encodingAesKey", KEY));
        all.putAll(settings);
        WecomConfig config = Converters.standardConverter().convert(all).to(WecomConfig.class);
        WecomConnector connector = new WecomConnector(
                config, Map.of("service.pid", "org.huitong.connector.wecom~test"), new Wax(), new TestClock());
        return new Account(
                connector,
                Envelopes.of("123456", KEY).good().orElseThrow(),
                all.getOrDefault("receiveId", all.get("corpId")));
    }

    /** What an application is told. */
    Callback push(String xml) {
        return push(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** What an application is told, in bytes that may be no text. */
    Callback push(byte[] xml) {
        String cipher = envelopes.seal(xml, receiveId);
        return signed(
                "POST",
                cipher,
                "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><AgentID>1</AgentID><Encrypt><![CDATA[" + cipher
                        + "]]></Encrypt></xml>",
                NOW);
    }

    /** What a robot is told. */
    Callback tell(String json) {
        return tell(json.getBytes(StandardCharsets.UTF_8));
    }

    Callback tell(byte[] json) {
        String cipher = envelopes.seal(json, "");
        return signed("POST", cipher, "{\"encrypt\":\"" + cipher + "\"}", NOW);
    }

    /** The check of the address. */
    Callback check(String word, String receiver, Instant at) {
        String cipher = envelopes.seal(word, receiver);
        Callback call = signed("GET", cipher, "", at);
        Map<String, List<String>> query = new HashMap<>(call.query());
        query.put("echostr", List.of(cipher));
        return new Callback("GET", query, Map.of(), new byte[0], NOW);
    }

    Callback signed(String method, String cipher, String body, Instant at) {
        String stamp = Long.toString(at.getEpochSecond());
        return call(
                method,
                Map.of(
                        "msg_signature",
                        envelopes.sign(stamp, "1372623149", cipher),
                        "timestamp",
                        stamp,
                        "nonce",
                        "1372623149"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static Callback call(String method, Map<String, String> query, byte[] body) {
        Map<String, List<String>> lists = new HashMap<>();
        query.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Callback(method, lists, Map.of(), body, NOW);
    }

    Reception receive(Callback callback) {
        return connector.receive(callback);
    }

    /** What one call brings. */
    Delivery delivery(Callback callback) {
        Reception reception = receive(callback);
        if (reception instanceof Reception.Taken taken && taken.deliveries().size() == 1) {
            return taken.deliveries().get(0);
        }
        throw new AssertionError("not one delivery: " + reception);
    }

    Message message(Callback callback) {
        Delivery delivery = delivery(callback);
        if (delivery.sightings().size() == 1 && delivery.sightings().get(0) instanceof Sighting.Said said) {
            return said.message();
        }
        throw new AssertionError("not one message: " + delivery.unreadable());
    }
}
