// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.envelope.Opened;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.Vectors;
import org.huitong.testkit.Vectors.Row;
import org.huitong.testkit.VectorsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DingtalkVectorsTest implements VectorsContract {
    private static final Account ACCOUNT = Account.of(Map.of("freshness", "PT0S"));
    private static final Vectors VECTORS = Vectors.of("dingtalk");

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
        return row.sentAt().isEmpty() ? Account.NOW : Instant.ofEpochMilli(Long.parseLong(row.sentAt()));
    }

    @Override
    public Reception answerToClosed(Row row) {
        String cipher = sample(row.file()).at("payload").text("encrypt").orElseThrow();
        return ACCOUNT.receive(ACCOUNT.signed(cipher, "signature", Account.NOW));
    }

    private static Callback call(Row row) {
        String payload = sample(row.file()).at("payload").toString();
        return switch (row.how()) {
            case "robot" -> ACCOUNT.said(payload);
            case "part" -> ACCOUNT.said("{\"conversationId\":\"cid1\",\"conversationType\":\"1\",\"msgId\":\"msg1\","
                    + "\"senderStaffId\":\"staff1\",\"chatbotCorpId\":\"ding1\",\"createAt\":1613630252678,"
                    + payload.substring(1));
            case "pressed" -> ACCOUNT.event(
                    "{\"type\":\"actionCallback\",\"outTrackId\":\"card1\",\"corpId\":\"ding1\","
                            + "\"userId\":\"user1\",\"content\":" + Json.quote(payload) + "}");
            case "row" -> ACCOUNT.event(rows(payload));
            case "data" -> ACCOUNT.event(
                    rows("{\"id\":7,\"gmt_modified\":1608639751000,\"biz_type\":13,\"biz_id\":\"b1\","
                            + "\"corp_id\":\"ding1\",\"biz_data\":" + Json.quote(payload) + "}"));
            default -> ACCOUNT.event(payload);
        };
    }

    private static String rows(String row) {
        return "{\"EventType\":\"SYNC_HTTP_PUSH_MEDIUM\",\"bizData\":[" + row + "]}";
    }

    static Stream<Row> handshakes() {
        return VECTORS.brought("handshake");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void greets(Row row) {
        Reception reception = ACCOUNT.receive(call(row));

        assertThat(reception).isInstanceOfSatisfying(Reception.Replied.class, replied -> assertThat(ACCOUNT.envelopes()
                        .open(Json.read(replied.answer().body())
                                .good()
                                .flatMap(answer -> answer.text("encrypt"))
                                .orElseThrow()))
                .isEqualTo(new Opened.Letter(row.text(), Account.CORP)));
    }

    /** The handshake of the vendor's page, as its bytes came over the wire. */
    @Test
    void opensWhatThePlatformSealed() {
        Json vector = sample("crypto-doc-check-create-suite");
        DingtalkConnector connector = Account.of(Map.of(
                        "token", text(vector, "token"),
                        "aesKey", text(vector, "encodingAESKey"),
                        "receiveId", text(vector, "receiveId"),
                        "freshness", "PT0S"))
                .connector();
        Callback call = Account.call(
                "POST",
                Map.of(
                        "signature", text(vector, "msg_signature"),
                        "timestamp", text(vector, "timestamp"),
                        "nonce", text(vector, "nonce")),
                Map.of(),
                "{\"encrypt\":\"" + text(vector, "encrypt") + "\"}");

        assertThat(connector.receive(call)).isInstanceOfSatisfying(Reception.Replied.class, replied -> {
            Json answer = Json.read(replied.answer().body()).good().orElseThrow();
            Envelopes key = Envelopes.of(text(vector, "token"), text(vector, "encodingAESKey"))
                    .good()
                    .orElseThrow();
            assertThat(key.open(text(answer, "encrypt")))
                    .isEqualTo(new Opened.Letter("LPIdSnlF", text(vector, "receiveId")));
        });
    }

    @Test
    void knowsThePlatformsSignatures() {
        Json robot = sample("crypto-robot-header-sign");
        Json webhook = sample("crypto-custom-robot-webhook-sign");

        assertThat(Signatures.hmacSha256Base64(
                        text(robot, "appSecret"), text(robot, "timestamp") + "\n" + text(robot, "appSecret")))
                .isEqualTo(text(robot, "sign"));
        assertThat(Signatures.hmacSha256Base64(
                        text(webhook, "secret"), text(webhook, "timestamp") + "\n" + text(webhook, "secret")))
                .isEqualTo(text(webhook, "sign_base64"));
        Callback call = Account.call(
                "POST",
                Map.of(),
                Map.of("timestamp", text(robot, "timestamp"), "sign", text(robot, "sign")),
                "{\"msgtype\":\"text\",\"msgId\":\"m\"}");
        Map<String, String> settings = Map.of("clientSecret", text(robot, "appSecret"), "freshness", "PT0S");
        assertThat(Account.of(settings).receive(call)).isInstanceOf(Reception.Taken.class);
    }

    private static String text(Json json, String name) {
        return json.text(name).orElseThrow();
    }

    private static Json sample(String name) {
        return Json.read(VECTORS.sample(name)).good().orElseThrow();
    }
}
