// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What was said. {@code text} is what a person would read (of a card: its title and lines; of a file: nothing);
 * {@code event} is the platform's own name of an event or of a kind that we do not know.
 */
public record Content(
        MessageType type,
        Optional<String> text,
        List<Attachment> attachments,
        Optional<String> event,
        Optional<Unavailable> unavailable) {
    public Content {
        Objects.requireNonNull(type);
        Objects.requireNonNull(text);
        attachments = List.copyOf(attachments);
        if (type == MessageType.EVENT && event.isEmpty()) {
            throw new IllegalArgumentException("an event needs its name");
        }
        if ((type == MessageType.UNAVAILABLE) && unavailable.isEmpty()) {
            throw new IllegalArgumentException("an unavailable body needs its reason");
        }
    }

    public static Content text(String text) {
        return of(MessageType.TEXT, text);
    }

    /** @param textOrNull what a person reads, or null where there is nothing to read */
    public static Content of(MessageType type, String textOrNull, Attachment... attachments) {
        return new Content(
                type, Optional.ofNullable(textOrNull), List.of(attachments), Optional.empty(), Optional.empty());
    }

    public static Content event(String name, String textOrNull) {
        return new Content(
                MessageType.EVENT, Optional.ofNullable(textOrNull), List.of(), Optional.of(name), Optional.empty());
    }

    public static Content unavailable(Unavailable.Reason reason, LocalText detail) {
        return new Content(
                MessageType.UNAVAILABLE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new Unavailable(reason, detail)));
    }
}
