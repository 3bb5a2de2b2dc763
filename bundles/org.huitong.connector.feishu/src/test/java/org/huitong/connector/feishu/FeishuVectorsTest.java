// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.testkit.Vectors;
import org.huitong.testkit.Vectors.Row;
import org.huitong.testkit.VectorsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeishuVectorsTest implements VectorsContract {
    private static final Account ACCOUNT = Account.of(Map.of("encryptKey", "k"));
    private static final Vectors VECTORS = Vectors.of("feishu");

    @Override
    public Vectors vectors() {
        return VECTORS;
    }

    @Override
    public Message message(Row row) {
        String payload = sample(row.file()).at("payload").toString();
        return ACCOUNT.message(
                row.how().equals("event")
                        ? payload
                        : Account.message(row.how().substring("content:".length()), payload)
                                .replaceAll(",\"mentions\":\\[.*?]", ""));
    }

    @Override
    public Instant sentAt(Row row) {
        return Instant.parse(row.sentAt());
    }

    @Override
    public Reception answerToClosed(Row row) {
        return ACCOUNT.connector()
                .receive(Account.post(sample(row.file()).at("payload").toString(), Map.of()));
    }

    static Stream<Row> handshakes() {
        return VECTORS.table().stream().filter(row -> row.how().startsWith("handshake"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void greets(Row row) {
        Json sample = sample(row.file()).at("payload");
        Json request = row.how().endsWith("request") ? sample.at("request") : sample;
        Account account = Account.of(Map.of("encryptKey", "k", "verificationToken", "xxxxxx"));

        Reception reception = account.connector().receive(Account.post(account.seal(request.toString()), Map.of()));

        assertThat(reception).isInstanceOfSatisfying(Reception.Replied.class, replied -> assertThat(
                        new String(replied.answer().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"challenge\":\"" + row.text() + "\"}"));
    }

    @Test
    void opensWhatThePlatformSealed() {
        Json vector = sample("crypto-event-encrypt-test-key");
        FeishuEnvelope envelope = FeishuEnvelope.of(vector.text("encryptKey").orElseThrow());

        assertThat(envelope.open(vector.text("encrypt").orElseThrow()))
                .isEqualTo(new Parsed.Good<>(vector.text("plaintext").orElseThrow()));
    }

    @Test
    void knowsThePlatformsSignature() {
        Json vector = sample("crypto-event-signature");
        Json headers = vector.at("headers");
        FeishuEnvelope envelope = FeishuEnvelope.of(vector.text("encryptKey").orElseThrow());
        byte[] body = vector.text("rawBody").orElseThrow().getBytes(StandardCharsets.UTF_8);
        String signature = headers.text("X-Lark-Signature").orElseThrow();
        String timestamp = headers.text("X-Lark-Request-Timestamp").orElseThrow();

        assertThat(envelope.isSigned(signature, timestamp, "3748237", body)).isTrue();
        assertThat(envelope.isSigned(signature, timestamp, "3748238", body)).isFalse();
    }

    private static Json sample(String name) {
        return Json.read(VECTORS.sample(name)).good().orElseThrow();
    }
}
