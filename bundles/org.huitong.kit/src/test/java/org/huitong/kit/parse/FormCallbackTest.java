// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.sign.Signatures;
import org.huitong.testkit.CallbackContract;
import org.junit.jupiter.api.Test;

/** A platform that posts forms with a token among the fields keeps to the contract of all connectors. */
class FormCallbackTest implements CallbackContract {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String TOKEN = "token of the whole account";

    @Override
    public CallbackReceiver receiver() {
        return new Posting();
    }

    @Override
    public Callback call() {
        return call("token=token+of+the+whole+account&seq=42&room=hall&user=u-1&text=%E4%BD%A0%E5%A5%BD");
    }

    @Override
    public Callback withoutProofs() {
        return call("token=&seq=42&room=hall&user=u-1&text=%E4%BD%A0%E5%A5%BD");
    }

    @Override
    public boolean proofCoversTheBody() {
        return false;
    }

    @Override
    public List<String> secrets() {
        return List.of(TOKEN, "token+of+the+whole+account");
    }

    @Test
    void keepsNoTokenAsEvidence() {
        Reception.Taken taken = (Reception.Taken) receiver().receive(call());

        assertThat(((Sighting.Said) taken.deliveries().get(0).sightings().get(0))
                        .message()
                        .payload())
                .isEqualTo("seq=42&room=hall&user=u-1&text=%E4%BD%A0%E5%A5%BD");
    }

    private static Callback call(String body) {
        return new Callback("POST", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    /** What a connector for such a platform comes to. */
    private static final class Posting implements CallbackReceiver {
        private static final LocalText WORDS = LocalText.of("字段", "fields");

        @Override
        public Profile profile() {
            return new Profile(
                    WORDS, "", Duration.ofSeconds(5), "", "", true, List.of(new Profile.Sight(WORDS, true, WORDS)));
        }

        @Override
        public Reception receive(Callback callback) {
            if (!(Form.read(callback.body()) instanceof Parsed.Good<Form> form)) {
                return new Reception.Refused(Refusal.MALFORMED, WORDS);
            }
            if (!Signatures.same(TOKEN, form.value().text("token").orElse(""))) {
                return new Reception.Refused(Refusal.SIGNATURE, WORDS);
            }
            return new Reception.Taken(List.of(delivery(form.value())), Answer.empty());
        }

        private static Delivery delivery(Form form) {
            String payload = form.without("token").encoded();
            OptionalLong sequence = form.number("seq");
            String room = form.text("room").orElse("");
            if (sequence.isEmpty() || room.isBlank()) {
                return new Delivery(
                        Signatures.fingerprint(payload),
                        List.of(),
                        List.of(new Delivery.Unreadable(payload.getBytes(StandardCharsets.UTF_8), WORDS)));
            }
            return Delivery.of(
                    Long.toString(sequence.getAsLong()),
                    Sighting.Said.once(new Message(
                            new MessageKey("posting", "acme", Long.toString(sequence.getAsLong())),
                            "test",
                            Conversation.of(room, Conversation.Kind.GROUP),
                            Sender.person(form.text("user").orElse("")),
                            Content.text(form.text("text").orElse("")),
                            NOW,
                            sequence.getAsLong(),
                            payload)));
        }
    }
}
