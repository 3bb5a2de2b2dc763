// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huitong.api.connector.Callback;
import org.huitong.kit.envelope.Opened;
import org.huitong.kit.parse.Json;
import org.huitong.testkit.VendorPackage;
import org.junit.jupiter.api.Test;

/** What the vendor's package seals the connector opens, and what we seal the vendor's package opens. */
class WecomVendorTest {
    private static final VendorPackage VENDOR = new VendorPackage("envelopes.js");
    private static final Account ACCOUNT = Account.of();
    private static final String STAMP = Long.toString(Account.NOW.getEpochSecond());
    private static final String NONCE = "263014780";

    /** Lengths over three blocks, so that every padding occurs. */
    private static final List<String> TEXTS = IntStream.range(0, 100)
            .mapToObj(i -> "😀二号线".repeat(i % 3) + "x".repeat(i))
            .toList();

    @Test
    void opensWhatTheVendorSealsForAnApplication() throws IOException, InterruptedException {
        List<Map<String, String>> sealed = VENDOR.ask(
                TEXTS.stream().map(text -> seal(Account.CORP, xml(text))).toList());

        assertThat(sealed).hasSameSizeAs(TEXTS);
        for (int i = 0; i < sealed.size(); i++) {
            String body = "<xml><ToUserName>x</ToUserName><Encrypt><![CDATA["
                    + sealed.get(i).get("cipher") + "]]></Encrypt><AgentID>1</AgentID></xml>";
            // A text without words is told as one whose body did not come.
            assertThat(ACCOUNT.message(call(sealed.get(i), body))
                            .content()
                            .text()
                            .orElse(""))
                    .isEqualTo(TEXTS.get(i));
        }
    }

    @Test
    void opensWhatTheVendorSealsForARobot() throws IOException, InterruptedException {
        List<Map<String, String>> sealed =
                VENDOR.ask(TEXTS.stream().map(text -> seal("", json(text))).toList());

        assertThat(sealed).hasSameSizeAs(TEXTS);
        for (int i = 0; i < sealed.size(); i++) {
            Callback call =
                    call(sealed.get(i), "{\"encrypt\":\"" + sealed.get(i).get("cipher") + "\"}");
            assertThat(ACCOUNT.message(call).content().text().orElse("")).isEqualTo(TEXTS.get(i));
        }
    }

    @Test
    void bothSealAlike() throws IOException, InterruptedException {
        List<Map<String, String>> opened = VENDOR.ask(TEXTS.stream()
                .map(text -> {
                    String cipher = ACCOUNT.envelopes().seal(text, Account.CORP);
                    return open(
                            Account.CORP,
                            STAMP,
                            NONCE,
                            cipher,
                            ACCOUNT.envelopes().sign(STAMP, NONCE, cipher));
                })
                .toList());

        assertThat(opened.stream().map(o -> new Opened.Letter(o.get("text"), o.get("id"))))
                .containsExactlyElementsOf(TEXTS.stream()
                        .map(text -> new Opened.Letter(text, Account.CORP))
                        .toList());
    }

    private static Map<String, String> seal(String id, String text) {
        return task(id, STAMP, NONCE, Map.of("text", text));
    }

    private static Map<String, String> open(String id, String stamp, String nonce, String cipher, String signature) {
        return task(id, stamp, nonce, Map.of("cipher", cipher, "signature", signature));
    }

    private static Map<String, String> task(String id, String stamp, String nonce, Map<String, String> what) {
        Map<String, String> task = new HashMap<>(what);
        task.putAll(Map.of("token", "123456", "key", Account.KEY, "id", id, "timestamp", stamp, "nonce", nonce));
        return task;
    }

    private static Callback call(Map<String, String> sealed, String body) {
        return Account.call(
                "POST",
                Map.of("msg_signature", sealed.get("signature"), "timestamp", STAMP, "nonce", NONCE),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String xml(String text) {
        return "<xml><ToUserName><![CDATA[" + Account.CORP + "]]></ToUserName><FromUserName>u</FromUserName>"
                + "<CreateTime>1795334400</CreateTime><MsgType>text</MsgType><Content><![CDATA[" + text
                + "]]></Content><MsgId>1</MsgId><AgentID>1</AgentID></xml>";
    }

    private static String json(String text) {
        return "{\"msgid\":\"m\",\"chattype\":\"single\",\"from\":{\"userid\":\"u\"},\"msgtype\":\"text\","
                + "\"text\":{\"content\":" + Json.quote(text) + "}}";
    }
}
