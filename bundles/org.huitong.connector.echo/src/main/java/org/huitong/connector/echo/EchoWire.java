// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;
import org.huitong.kit.sign.Signatures;

/** The sender's JSON, translated: pure, so that a table of samples tests all of it. */
final class EchoWire {
    static final String PLATFORM = "echo";

    private final String account;

    EchoWire(String account) {
        this.account = account;
    }

    /** What could not be understood travels in the delivery too, and ends among the dead letters with its reason. */
    Delivery deliver(Json call, String payload) {
        String delivery = call.text("delivery").filter(id -> !id.isBlank()).orElse("");
        String company = call.text("company").orElse("");
        String id = call.text("id").orElse("");
        String room = call.text("room").orElse("");
        Optional<Instant> at = call.text("at").flatMap(EchoWire::time);
        if (delivery.isEmpty() || company.isBlank() || id.isBlank() || room.isBlank() || at.isEmpty()) {
            return unreadable(
                    // Named by what it holds, so that two of them are two.
                    delivery.isEmpty() ? Signatures.fingerprint(payload) : delivery,
                    payload,
                    LocalText.of("缺少 delivery、company、id、room 或 at", "delivery, company, id, room or at is missing"));
        }
        MessageKey key = new MessageKey(PLATFORM, company, id);
        Conversation conversation = Conversation.of(room, Conversation.Kind.GROUP);
        Sender sender = Sender.person(
                call.at("from").text("id").orElse(""),
                call.at("from").text("name").orElse(null));
        if (call.isTrue("recall")) {
            return Delivery.of(
                    delivery,
                    new Sighting.Recalled(key, account, conversation, Optional.of(sender), at.get(), payload));
        }
        return Delivery.of(
                delivery,
                Sighting.Said.once(new Message(
                        key,
                        account,
                        conversation,
                        sender,
                        Content.text(call.text("text").orElse("")),
                        at.get(),
                        at.get().toEpochMilli(),
                        payload)));
    }

    static Delivery unreadable(String delivery, String payload, LocalText reason) {
        return new Delivery(
                delivery,
                List.of(),
                List.of(new Delivery.Unreadable(payload.getBytes(StandardCharsets.UTF_8), reason)));
    }

    private static Optional<Instant> time(String text) {
        try {
            Instant at = Instant.parse(text);
            // A year that no clock shows would break the arithmetic of everybody behind us.
            return at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-12-31T00:00:00Z"))
                    ? Optional.empty()
                    : Optional.of(at);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
