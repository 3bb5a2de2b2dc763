// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Inbox;
import org.huitong.api.file.FileDoor;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;

/**
 * What a person wrote becomes a message once its platform has taken it. That it is owed stands on the shelf, so a crash
 * in between only delays it; and it has one name, so twice is once.
 */
final class OwnWords {
    private final LetterShelf shelf;
    private final Senders senders;
    private final Inbox inbox;
    private final Troubles troubles;

    OwnWords(LetterShelf shelf, Senders senders, Inbox inbox, Troubles troubles) {
        this.shelf = shelf;
        this.senders = senders;
        this.inbox = inbox;
        this.troubles = troubles;
    }

    void tell() {
        for (ShelfRow row : shelf.owed()) {
            troubles.guard("what somebody wrote by " + row.account(), () -> tell(row));
        }
    }

    private void tell(ShelfRow row) {
        // What cannot be opened stays owed by another number, out of the way of the others.
        if (!row.sheet().isReadable()) {
            shelf.update("owed = 2", row.seq());
            return;
        }
        Optional<Message> message = message(row);
        String id = message.map(m -> m.id().value()).orElse("");
        if (!row.messageId().equals(id)) {
            // Before it stands in the log: so whoever forgets it there finds the letter, whatever happens in between.
            shelf.update("message_id = ?", id, row.seq());
        }
        if (message.isEmpty() || inbox.said(message.get())) {
            shelf.update("owed = 0", row.seq());
        }
    }

    private Optional<Message> message(ShelfRow row) {
        Sheet sheet = row.sheet();
        Optional<Conversation> room =
                sheet.place().map(Sheet.Place::conversation).or(() -> room(sheet.to()));
        if (room.isEmpty()) {
            return Optional.empty();
        }
        String platform = row.account().platform();
        // Without the connector and without an earlier message of the room nobody knows the company; the account stands
        // in.
        String tenant = sheet.place()
                .map(Sheet.Place::tenant)
                .filter(t -> !t.isBlank())
                .or(() ->
                        senders.of(row.account()).map(s -> s.profile().tenant()).filter(t -> !t.isBlank()))
                .orElse(row.account().account());
        String nativeId = row.isMessage() && !row.nativeId().isBlank() ? row.nativeId() : "letter:" + row.id();
        return Optional.of(new Message(
                        new MessageKey(platform, tenant, nativeId),
                        row.account().account(),
                        room.get(),
                        Sender.ours(row.by(), sheet.name()),
                        content(sheet.writing()),
                        row.sentAt(),
                        row.sentAt().toEpochMilli(),
                        "{\"letter\":\"" + row.id() + "\"}")
                .replyingTo(sheet.answers()));
    }

    private static Content content(Writing writing) {
        if (writing instanceof Writing.Text text) {
            return Content.text(text.text());
        }
        if (writing instanceof Writing.Markdown markdown) {
            return Content.of(MessageType.RICH_TEXT, markdown.text());
        }
        if (writing instanceof Writing.File file) {
            MessageType type = file.isPicture() ? MessageType.IMAGE : MessageType.FILE;
            return Content.of(
                    type,
                    null,
                    new Attachment(
                            type,
                            FileDoor.REFERENCE + file.ticket(),
                            Optional.of(file.name()),
                            OptionalLong.of(file.bytes()),
                            OptionalLong.empty()));
        }
        Writing.Card card = (Writing.Card) writing;
        return Content.of(MessageType.CARD, card.title() + "\n" + card.text());
    }

    private static Optional<Conversation> room(To to) {
        if (to instanceof To.Room room) {
            return Optional.of(Conversation.of(room.conversation(), Conversation.Kind.GROUP));
        }
        if (to instanceof To.Person person) {
            return Optional.of(Conversation.of("person:" + person.person(), Conversation.Kind.DIRECT));
        }
        return to instanceof To.User user
                ? Optional.of(Conversation.of("user:" + user.user(), Conversation.Kind.DIRECT))
                : Optional.empty();
    }
}
