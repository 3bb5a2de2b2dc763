// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Reception;
import org.huitong.kit.parse.Json;
import org.huitong.testkit.VendorPackage;
import org.junit.jupiter.api.Test;

/** What the vendor's package seals the connector opens, and what the connector answers the vendor's package opens. */
class DingtalkVendorTest {
    private static final VendorPackage VENDOR = new VendorPackage("envelopes.js");
    private static final Account ACCOUNT = Account.of();
    private static final String STAMP = Long.toString(Account.NOW.toEpochMilli());
    private static final String NONCE = "nEXhMP4r";

    /** Lengths over three blocks, so that every padding occurs. */
    private static final List<String> TITLES = IntStream.range(0, 100)
            .mapToObj(i -> "😀二号线 100% a+b".repeat(i % 3) + "x".repeat(i + 1))
            .toList();

    @Test
    void opensWhatTheVendorSealsAndTheVendorOpensTheAnswer() throws IOException, InterruptedException {
        List<Map<String, String>> sealed = VENDOR.ask(
                TITLES.stream().map(title -> seal(NONCE, event(title))).toList());
        List<Map<String, String>> answers = new ArrayList<>();

        assertThat(sealed).hasSameSizeAs(TITLES);
        for (int i = 0; i < sealed.size(); i++) {
            Callback call = call(sealed.get(i));
            assertThat(ACCOUNT.message(call).content().text()).contains(TITLES.get(i));
            assertThat(ACCOUNT.message(call).payload()).isEqualTo(event(TITLES.get(i)));
            answers.add(
                    opening(((Reception.Taken) ACCOUNT.receive(call)).answer().body()));
        }
        assertThat(VENDOR.ask(answers)).hasSameSizeAs(TITLES).allSatisfy(opened -> assertThat(opened)
                .containsEntry("text", "success"));
    }

    @Test
    void theVendorOpensTheAnswerToItsHandshakes() throws IOException, InterruptedException {
        List<Map<String, String>> sealed = VENDOR.ask(List.of(
                seal("n1", "{\"EventType\":\"check_url\"}"),
                seal("n2", "{\"EventType\":\"check_create_suite_url\",\"Random\":\"Aedr5LMW\"}")));
        List<Map<String, String>> answers = new ArrayList<>();
        for (int i = 0; i < sealed.size(); i++) {
            Callback call = Account.call(
                    "POST",
                    Map.of("signature", sealed.get(i).get("signature"), "timestamp", STAMP, "nonce", "n" + (i + 1)),
                    Map.of(),
                    "{\"encrypt\":\"" + sealed.get(i).get("cipher") + "\"}");
            answers.add(
                    opening(((Reception.Replied) ACCOUNT.receive(call)).answer().body()));
        }

        assertThat(VENDOR.ask(answers).stream().map(opened -> opened.get("text")))
                .containsExactly("success", "Aedr5LMW");
    }

    private static Map<String, String> opening(byte[] body) {
        Json answer = Json.read(body).good().orElseThrow();
        return task(
                text(answer, "timeStamp"),
                text(answer, "nonce"),
                Map.of("cipher", text(answer, "encrypt"), "signature", text(answer, "msg_signature")));
    }

    private static Map<String, String> seal(String nonce, String text) {
        return task(STAMP, nonce, Map.of("text", text));
    }

    private static Map<String, String> task(String stamp, String nonce, Map<String, String> what) {
        Map<String, String> task = new HashMap<>(what);
        task.putAll(
                Map.of("token", "mryue", "key", Account.KEY, "id", Account.CORP, "timestamp", stamp, "nonce", nonce));
        return task;
    }

    private static Callback call(Map<String, String> sealed) {
        return Account.call(
                "POST",
                Map.of("msg_signature", sealed.get("signature"), "timestamp", STAMP, "nonce", NONCE),
                Map.of(),
                "{\"encrypt\":\"" + sealed.get("cipher") + "\"}");
    }

    private static String event(String title) {
        return "{\"EventType\":\"chat_update_title\",\"EventTime\":1795334400000,\"CorpId\":\"d\",\"eventId\":\"e\","
                + "\"title\":" + Json.quote(title) + "}";
    }

    private static String text(Json json, String name) {
        return json.text(name).orElseThrow();
    }
}
