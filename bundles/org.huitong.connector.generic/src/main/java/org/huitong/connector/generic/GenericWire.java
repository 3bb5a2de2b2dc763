// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.kit.parse.Json;

/** What the company's platform posts, translated: pure, so that a table of samples tests all of it. */
final class GenericWire {
    static final String PLATFORM = "generic";

    private static final LocalText LACKING =
            LocalText.of("缺少 company、id、room.id 或 at", "company, id, room.id or at is missing");
    private static final LocalText NO_KIND = LocalText.of(
            "kind 应为 message、event、edit、recall 或 receipt", "kind is message, event, edit, recall or receipt");
    private static final LocalText NO_RECEIPT = LocalText.of(
            "回执要有 letter，state 为 delivered、read 或 rejected",
            "a receipt has letter, and state delivered, read or rejected");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final String account;
    private final GenericContent content = new GenericContent();

    /** One call, read: what goes to the log and what became of letters. */
    record Told(Delivery delivery, List<Receipted> receipts) {}

    GenericWire(String account) {
        this.account = account;
    }

    /** @param call one thing that is told, or several as {@code items} */
    Told read(String delivery, Json call) {
        List<Json> items = call.at("items").isArray() ? call.at("items").items() : List.of(call);
        List<Sighting> sightings = new ArrayList<>();
        List<Delivery.Unreadable> unreadable = new ArrayList<>();
        List<Receipted> receipts = new ArrayList<>();
        for (Json item : items) {
            String kind = item.text("kind").orElse("message");
            Optional<LocalText> lack =
                    switch (kind) {
                        case "message", "event", "edit" -> said(item, kind)
                                        .map(sightings::add)
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of(LACKING);
                        case "recall" -> recalled(item).map(sightings::add).isPresent()
                                ? Optional.empty()
                                : Optional.of(LACKING);
                        case "receipt" -> receipt(item).map(receipts::add).isPresent()
                                ? Optional.empty()
                                : Optional.of(NO_RECEIPT);
                        default -> Optional.of(NO_KIND);
                    };
            lack.ifPresent(why -> unreadable.add(unreadable(item.toString(), why)));
        }
        return new Told(new Delivery(delivery, sightings, unreadable), receipts);
    }

    static Delivery.Unreadable unreadable(String row, LocalText reason) {
        return new Delivery.Unreadable(row.getBytes(StandardCharsets.UTF_8), reason);
    }

    private Optional<Sighting> said(Json item, String kind) {
        Optional<MessageKey> key = key(item);
        Optional<Conversation> room = room(item);
        Optional<Instant> at = time(item, "at");
        if (key.isEmpty() || room.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        Message message = new Message(
                        key.get(),
                        account,
                        room.get(),
                        sender(item),
                        content.of(item, kind),
                        at.get(),
                        item.number("order").orElse(at.get().toEpochMilli()),
                        item.toString())
                .to(item.at("to").items().stream()
                        .flatMap(who -> addressee(who).stream())
                        .toList())
                .replyingTo(item.text("repliesTo"));
        Instant edited = time(item, "editedAt").orElse(at.get());
        return Optional.of(item.text("version")
                .filter(v -> !v.isBlank())
                .<Sighting>map(version -> new Sighting.Said(message, new Revision(version, edited)))
                .orElseGet(() -> new Sighting.Said(
                        message, new Revision(Revision.ofContent(message).id(), edited))));
    }

    private Optional<Sighting> recalled(Json item) {
        Optional<MessageKey> key = key(item);
        Optional<Conversation> room = room(item);
        Optional<Instant> at = time(item, "at");
        return key.isEmpty() || room.isEmpty() || at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sighting.Recalled(
                        key.get(),
                        account,
                        room.get(),
                        item.at("from").exists() ? Optional.of(sender(item)) : Optional.empty(),
                        at.get(),
                        item.toString()));
    }

    private static Optional<Receipted> receipt(Json item) {
        Optional<String> letter = item.text("letter").filter(id -> !id.isBlank());
        Optional<Receipt> receipt =
                switch (item.text("state").orElse("")) {
                    case "delivered" -> Optional.of(Receipt.DELIVERED);
                    case "read" -> Optional.of(Receipt.READ);
                    case "rejected" -> Optional.of(new Receipt(
                            Receipt.State.REJECTED,
                            item.text("why").filter(w -> !w.isBlank()).map(w -> LocalText.of(w, w))));
                    default -> Optional.empty();
                };
        return letter.isEmpty() || receipt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Receipted(letter.get(), receipt.get()));
    }

    private static Optional<MessageKey> key(Json item) {
        String company = item.text("company").orElse("");
        String id = item.text("id").orElse("");
        return company.isBlank() || id.isBlank()
                ? Optional.empty()
                : Optional.of(new MessageKey(PLATFORM, company, id));
    }

    private static Optional<Conversation> room(Json item) {
        Json room = item.at("room");
        Conversation.Kind kind =
                switch (room.text("kind").orElse("group").toLowerCase(Locale.ROOT)) {
                    case "direct" -> Conversation.Kind.DIRECT;
                    case "events" -> Conversation.Kind.EVENTS;
                    default -> Conversation.Kind.GROUP;
                };
        Optional<String> id = room.text("id").filter(i -> !i.isBlank());
        // What happens in the company needs no room of its own.
        return id.isEmpty() && "event".equals(item.text("kind").orElse(""))
                ? item.text("company").filter(c -> !c.isBlank()).map(c -> Conversation.ofEvents(PLATFORM, c))
                : id.map(i -> new Conversation(i, kind, room.text("title")));
    }

    private static Sender sender(Json item) {
        Json from = item.at("from");
        Optional<String> id = from.text("id").filter(i -> !i.isBlank());
        if (id.isEmpty()) {
            return Sender.SYSTEM;
        }
        String name = from.text("name").orElse(null);
        Sender sender =
                switch (from.text("kind").orElse("person")) {
                    case "customer" -> Sender.customer(id.get(), name);
                    case "robot" -> Sender.robot(id.get(), name);
                    default -> Sender.person(id.get(), name);
                };
        // Who is of the message's own company is a colleague, named or not.
        Optional<String> own = item.text("company");
        return from.text("company")
                .filter(other -> !other.isBlank() && !own.equals(Optional.of(other)))
                .map(sender::of)
                .orElse(sender);
    }

    static Optional<Addressee> addressee(Json who) {
        Optional<String> id = who.text("id").filter(i -> !i.isBlank());
        Optional<String> name = who.text("name").filter(n -> !n.isBlank());
        return id.isEmpty() && name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Addressee(id.map(List::of).orElse(List.of()), Optional.empty(), name));
    }

    /** RFC 3339, with any offset. A year that no clock shows would break the arithmetic of everybody behind us. */
    private static Optional<Instant> time(Json item, String name) {
        try {
            return item.text(name)
                    .map(text -> OffsetDateTime.parse(text).toInstant())
                    .filter(at -> !at.isBefore(Instant.EPOCH) && at.isBefore(LAST));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
