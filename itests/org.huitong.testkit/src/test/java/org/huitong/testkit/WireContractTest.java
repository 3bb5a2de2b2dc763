// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.junit.jupiter.api.Test;

/** The contract itself, kept by a platform that counts its messages, and by the same one where it does not. */
class WireContractTest implements WireContract {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private String sender = "u-1";
    private long ahead = 0;

    @Override
    public Callback call(WireSample sample) {
        return new Callback("POST", Map.of(), Map.of(), sample.in().getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Override
    public Delivery delivery(Callback call) {
        return Delivery.of("d-1", Sighting.Said.once(message(call)));
    }

    @Override
    public Message message(Callback call) {
        JsonNode in = read(call.body());
        Instant at = Instant.parse(in.get("at").textValue());
        return new Message(
                new MessageKey("counting", "acme", "m-1"),
                "test",
                Conversation.of("hall", Conversation.Kind.GROUP),
                Sender.person(sender, "张三"),
                Content.text("你好"),
                at,
                (in.has("seq") ? in.get("seq").longValue() : at.toEpochMilli()) + ahead,
                in.toString());
    }

    @Test
    void aFailureNamesEachFieldThatDiffers() {
        sender = "u-2";
        ahead = 1;

        assertThat(saysWhatItSays()).hasSize(2).allSatisfy(test -> assertThat(
                        catchThrowable(() -> test.getExecutable().execute()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("[sender]", "[order]")
                .hasMessageNotContaining("[text]"));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
