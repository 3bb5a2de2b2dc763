// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huitong.api.message.Action;
import org.huitong.api.message.Addressee;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Event;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Unavailable;
import org.huitong.api.text.LocalText;

/**
 * Composes a {@link Content} in the order in which people read it: every word lands in the text, and what has structure
 * (links, mentions, quotes, files) lands there and beside it in one call, so that the two cannot disagree. For one
 * thread and one message.
 */
public final class ContentBuilder {
    /** An address in running text; what closes a sentence, a bracket or a quotation does not belong to it. */
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[^\\s<>\"'，。；、！？（）《》【】「」“”]*[^\\s<>\"'，。；、！？（）《》【】「」“”.,;:!?)\\]}]");

    private final StringBuilder text = new StringBuilder();
    private final List<Attachment> attachments = new ArrayList<>();
    private final List<Attachment> quotedFiles = new ArrayList<>();
    private final List<Addressee> mentions = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<Quote> quotes = new ArrayList<>();
    private final List<String> choices = new ArrayList<>();
    private boolean said;
    private Optional<String> letter = Optional.empty();
    private Optional<Event> event = Optional.empty();
    private Optional<Unavailable> unavailable = Optional.empty();

    /** Goes on in the line that was begun. */
    public ContentBuilder words(String more) {
        text.append(more);
        return this;
    }

    /** What a person wrote, in lines of its own. Its blanks are theirs; at the two ends of the text only line breaks go. */
    public ContentBuilder said(String words) {
        said = true;
        return line(words);
    }

    /** Begins a new line, unless nothing stands before it; a blank one is left out. */
    public ContentBuilder line(String words) {
        return words.isBlank() ? this : newLine().words(words);
    }

    public ContentBuilder line(Optional<String> words) {
        words.ifPresent(this::line);
        return this;
    }

    /** A value under the platform's or our own word for it, in a line of its own; a blank one is left out. */
    public ContentBuilder field(String name, String value) {
        return value.isBlank() ? this : line(name + ": " + value);
    }

    public ContentBuilder field(String name, Optional<String> value) {
        value.ifPresent(present -> field(name, present));
        return this;
    }

    /** From here on in a new line, unless nothing stands before it. */
    public ContentBuilder newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        return this;
    }

    /** Words that lead to an address. Both are shown, since the words may claim to lead elsewhere. */
    public ContentBuilder link(String words, String address) {
        if (address.isBlank()) {
            return words(words);
        }
        links.add(address.strip());
        if (words.isBlank() || words.strip().equals(address.strip())) {
            return words(address.strip());
        }
        return words(words).words(" (" + address.strip() + ")");
    }

    /** An address that leads on from the whole, in a line of its own unless the text shows it already. */
    public ContentBuilder address(String address) {
        if (address.isBlank()) {
            return this;
        }
        links.add(address.strip());
        return text.indexOf(address.strip()) >= 0 ? this : line(address.strip());
    }

    public ContentBuilder address(Optional<String> address) {
        address.ifPresent(this::address);
        return this;
    }

    /** Somebody who is called; what is shown of it in the text is said apart, by {@link #words}. */
    public ContentBuilder mention(Addressee who) {
        mentions.add(who);
        return this;
    }

    public ContentBuilder attach(Attachment attachment) {
        attachments.add(attachment);
        return this;
    }

    /**
     * An earlier message that is shown again: its words behind the own ones, each line behind {@code "> "}, its files
     * and links with the own ones.
     *
     * @param quoted what was said there; its text is taken where {@code quote} has none
     */
    public ContentBuilder quote(Quote quote, Content quoted) {
        String said = quote.text().isBlank() ? readable(quoted) : quote.text();
        quotes.add(new Quote(quote.nativeId(), quote.sender(), said));
        quotedFiles.addAll(quoted.attachments());
        links.addAll(quoted.links());
        return this;
    }

    public ContentBuilder quote(Quote quote) {
        quotes.add(quote);
        return this;
    }

    /** What a quoted or forwarded message shows: its words, the names of its files and, without either, why. */
    public static String readable(Content content) {
        StringBuilder out = new StringBuilder(content.text().orElse(""));
        content.attachments().stream()
                .flatMap(file -> file.name().stream())
                .filter(name -> out.indexOf(name) < 0)
                .forEach(name -> out.append(out.isEmpty() ? "" : "\n").append(name));
        return out.toString();
    }

    /** One of the things that were chosen; it is shown as the platform gave it. */
    public ContentBuilder choice(String chosen) {
        if (!chosen.isBlank()) {
            choices.add(chosen);
        }
        return this;
    }

    /** What the platform gives back of the card or menu that was answered. */
    public ContentBuilder answering(Optional<String> ownLetter) {
        letter = ownLetter;
        return this;
    }

    public ContentBuilder event(String name, LocalText title) {
        event = Optional.of(new Event(name, title));
        return this;
    }

    /** The body, or a part of it, cannot be shown. */
    public ContentBuilder lacking(Unavailable.Reason reason, LocalText why) {
        unavailable = Optional.of(new Unavailable(reason, why));
        return this;
    }

    public boolean isEmpty() {
        return text.isEmpty() && attachments.isEmpty() && quotes.isEmpty();
    }

    /** Of an event the type is {@link MessageType#EVENT}, and {@link #event} was called before. */
    public Content build(MessageType type) {
        // A choice that the text does not name already is a word that people see, too.
        choices.stream().filter(chosen -> text.indexOf(chosen) < 0).forEach(this::line);
        String own = said ? withoutBreaks(text) : text.toString().strip();
        String quoted = quotes.stream()
                .map(Quote::text)
                .filter(Predicate.not(String::isBlank))
                .map(ContentBuilder::marked)
                .collect(Collectors.joining("\n"));
        String whole = own.isEmpty() ? quoted : quoted.isEmpty() ? own : own + "\n" + quoted;
        // Most messages have none: whoever reads each letter for one pays more than whoever looks for the beginning.
        int begin = whole.indexOf("http");
        if (begin >= 0) {
            Matcher address = ADDRESS.matcher(whole).region(begin, whole.length());
            while (address.find()) {
                links.add(address.group());
            }
        }
        List<Attachment> all = new ArrayList<>(attachments);
        all.addAll(quotedFiles);
        return new Content(
                type,
                whole.isEmpty() ? Optional.empty() : Optional.of(whole),
                all,
                event,
                unavailable,
                quotes.stream().findFirst(),
                mentions,
                links,
                choices.isEmpty() ? Optional.empty() : Optional.of(new Action(letter, String.join(", ", choices))));
    }

    private static String withoutBreaks(CharSequence words) {
        int begin = 0;
        int end = words.length();
        while (begin < end && isBreak(words.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBreak(words.charAt(end - 1))) {
            end--;
        }
        return words.subSequence(begin, end).toString();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static String marked(String words) {
        return words.strip().lines().map(line -> ("> " + line).stripTrailing()).collect(Collectors.joining("\n"));
    }
}
