// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Xml;
import org.huitong.testkit.Vectors;
import org.huitong.testkit.Vectors.Row;
import org.huitong.testkit.VectorsContract;
import org.junit.jupiter.api.Test;

class WecomVectorsTest implements VectorsContract {
    private static final Account ACCOUNT = Account.of();
    private static final Vectors VECTORS = Vectors.of("wecom");

    @Override
    public Vectors vectors() {
        return VECTORS;
    }

    @Override
    public Message message(Row row) {
        return ACCOUNT.message(call(row));
    }

    @Override
    public Instant sentAt(Row row) {
        return row.sentAt().isEmpty() ? Account.NOW : Instant.ofEpochSecond(Long.parseLong(row.sentAt()));
    }

    @Override
    public Reception answerToClosed(Row row) {
        String body = text(sample(row.file()), "raw");
        String cipher =
                Xml.read(body).good().flatMap(xml -> xml.text("Encrypt")).orElseThrow();
        return ACCOUNT.receive(ACCOUNT.signed("POST", cipher, body, Account.NOW));
    }

    private static Callback call(Row row) {
        Json sample = sample(row.file());
        return row.how().equals("robot")
                ? ACCOUNT.tell(sample.at("payload").toString())
                : ACCOUNT.push(text(sample, "raw"));
    }

    /** The vendor's own sample: a text, as its bytes came over the wire. */
    @Test
    void opensWhatThePlatformSealed() {
        Json vector = sample("crypto-official-decrypt");
        Callback call = Account.call(
                "POST",
                query(vector),
                ("<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[" + text(vector, "encrypt")
                                + "]]></Encrypt><AgentID>218</AgentID></xml>")
                        .getBytes(StandardCharsets.UTF_8));

        Message message = account(vector).message(call);

        assertThat(message.payload()).isEqualTo(text(vector, "plaintext"));
        assertThat(message.key()).isEqualTo(new MessageKey("wecom", "wx5823bf96d3bd56c7", "4561255354251345929"));
        assertThat(message.content().text()).contains("hello");
        assertThat(message.sender().id()).isEqualTo("mycreate");
        assertThat(message.conversation().id()).isEqualTo("app:218:mycreate");
        assertThat(message.sentAt()).isEqualTo(Instant.ofEpochSecond(1409659813));
    }

    @Test
    void answersTheVendorsCheckOfTheAddress() {
        Json vector = sample("crypto-official-verifyurl");
        Map<String, String> query = new HashMap<>(query(vector));
        query.put("echostr", text(vector, "encrypt"));

        assertThat(account(vector).receive(Account.call("GET", query, new byte[0])))
                .isInstanceOfSatisfying(Reception.Replied.class, replied -> assertThat(
                                replied.answer().body())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(text(vector, "expected_response_body")));
    }

    private static Account account(Json vector) {
        return Account.of(Map.of(
                "corpId", text(vector, "receiveId"),
                "token", text(vector, "token"),
                "encodingAesKey", text(vector, "encodingAESKey"),
                "freshness", "PT0S"));
    }

    private static Map<String, String> query(Json vector) {
        return Map.of(
                "msg_signature", text(vector, "msg_signature"),
                "timestamp", text(vector, "timestamp"),
                "nonce", text(vector, "nonce"));
    }

    private static String text(Json json, String name) {
        return json.text(name).orElseThrow();
    }

    private static Json sample(String name) {
        return Json.read(VECTORS.sample(name)).good().orElseThrow();
    }
}
