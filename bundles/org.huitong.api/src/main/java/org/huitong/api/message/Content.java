// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What was said. What people see is what rules judge and search finds, so {@code text} holds every word of it: of a card
 * its title and lines, of a link its words and its address, of an event the platform's words and values, and behind the
 * own words those that were quoted, each line behind {@code "> "}. What later work needs as structure stands beside it.
 *
 * <p>Connectors compose it with the kit's {@code ContentBuilder}, which keeps text and structure together.
 *
 * @param text every word; empty where there is none, as of a file, whose name is its attachment's
 * @param attachments bodies beside the text, those of the quoted message included
 * @param event for {@link MessageType#EVENT}: what happened
 * @param unavailable why the body cannot be shown, or only a part of it
 * @param mentions who is called by name
 * @param links the addresses that the message leads to, in the order they stand in it
 * @param action what the sender chose, where this is an answer to a card, a menu or a code
 */
public record Content(
        MessageType type,
        Optional<String> text,
        List<Attachment> attachments,
        Optional<Event> event,
        Optional<Unavailable> unavailable,
        Optional<Quote> quote,
        List<Addressee> mentions,
        List<String> links,
        Optional<Action> action) {
    public Content {
        Objects.requireNonNull(type);
        Objects.requireNonNull(text);
        attachments = List.copyOf(attachments);
        Objects.requireNonNull(quote);
        mentions = List.copyOf(new LinkedHashSet<>(mentions));
        links = List.copyOf(new LinkedHashSet<>(links));
        Objects.requireNonNull(action);
        if (type == MessageType.EVENT && event.isEmpty()) {
            throw new IllegalArgumentException("an event needs its name");
        }
        if (type == MessageType.UNAVAILABLE && unavailable.isEmpty()) {
            throw new IllegalArgumentException("an unavailable body needs its reason");
        }
    }

    public static Content text(String text) {
        return of(MessageType.TEXT, text);
    }

    /** @param textOrNull what a person reads, or null where there is nothing to read */
    public static Content of(MessageType type, String textOrNull, Attachment... attachments) {
        return plain(type, textOrNull, List.of(attachments), Optional.empty(), Optional.empty());
    }

    /**
     * @param name the platform's own word
     * @param title our sentence
     * @param textOrNull the platform's words and values
     */
    public static Content event(String name, LocalText title, String textOrNull) {
        return plain(MessageType.EVENT, textOrNull, List.of(), Optional.of(new Event(name, title)), Optional.empty());
    }

    public static Content unavailable(Unavailable.Reason reason, LocalText detail) {
        return plain(
                MessageType.UNAVAILABLE,
                null,
                List.of(),
                Optional.empty(),
                Optional.of(new Unavailable(reason, detail)));
    }

    private static Content plain(
            MessageType type,
            String textOrNull,
            List<Attachment> attachments,
            Optional<Event> event,
            Optional<Unavailable> unavailable) {
        return new Content(
                type,
                Optional.ofNullable(textOrNull),
                attachments,
                event,
                unavailable,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** The same content, of which a part cannot be shown. */
    public Content lacking(Unavailable why) {
        return new Content(type, text, attachments, event, Optional.of(why), quote, mentions, links, action);
    }

    /** The same content with further attachments. */
    public Content with(Attachment... further) {
        List<Attachment> all = new ArrayList<>(attachments);
        all.addAll(List.of(further));
        return new Content(type, text, all, event, unavailable, quote, mentions, links, action);
    }

    /** Quotes nobody: safe for a log. */
    @Override
    public String toString() {
        return "Content[" + type.word() + "]";
    }
}
