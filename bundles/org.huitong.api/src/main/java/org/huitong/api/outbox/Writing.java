// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is written to somebody, before a platform's own form is known. None is blank, and none shows itself in a log. */
public sealed interface Writing {
    /** The kinds, for those who say which of them a platform takes. */
    enum Kind {
        TEXT,
        MARKDOWN,
        CARD,
        /** Whether an account takes files, and how large ones, is said by its own number in its abilities. */
        FILE;

        /** Whatever is written in words. */
        public static final Set<Kind> WORDS = Set.of(TEXT, MARKDOWN, CARD);
    }

    Kind kind();

    /** Plain words; a line break is a line break. */
    record Text(String text) implements Writing {
        public Text {
            notBlank(text);
        }

        @Override
        public Kind kind() {
            return Kind.TEXT;
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters]";
        }
    }

    /**
     * Markdown of the plain sort that every platform reads: headings, bold, links, lists, quotes, fenced code.
     *
     * @param title what a list of conversations shows of it
     */
    record Markdown(String title, String text) implements Writing {
        public Markdown {
            notBlank(title);
            notBlank(text);
        }

        @Override
        public Kind kind() {
            return Kind.MARKDOWN;
        }

        @Override
        public String toString() {
            return "Markdown[" + text.length() + " characters]";
        }
    }

    /**
     * A card with buttons.
     *
     * @param text Markdown; never divided
     */
    record Card(String title, String text, List<Button> buttons) implements Writing {
        public Card {
            notBlank(title);
            notBlank(text);
            buttons = List.copyOf(buttons);
        }

        @Override
        public Kind kind() {
            return Kind.CARD;
        }

        @Override
        public String toString() {
            return "Card[" + text.length() + " characters, " + buttons.size() + " buttons]";
        }
    }

    /**
     * A button of a card.
     *
     * @param choice what comes back when it is pressed
     * @param link where it leads instead of coming back
     */
    record Button(String label, String choice, Optional<String> link) {
        public Button {
            notBlank(label);
            Objects.requireNonNull(choice);
            link = link.filter(l -> !l.isBlank());
        }

        @Override
        public String toString() {
            return "Button[" + choice + "]";
        }
    }

    /**
     * A file; never divided, and nothing plainer than itself.
     *
     * @param ticket by which {@link org.huitong.api.file.FileDoor} opens it; never shown
     * @param name as people call it, fit to be a file's name everywhere
     * @param type by its own bytes, as {@code image/png}
     * @param sha256 in hexadecimal digits
     */
    record File(String ticket, String name, String type, long bytes, String sha256) implements Writing {
        public File {
            notBlank(ticket);
            notBlank(name);
            notBlank(type);
            Objects.requireNonNull(sha256);
        }

        @Override
        public Kind kind() {
            return Kind.FILE;
        }

        public boolean isPicture() {
            return type.startsWith("image/");
        }

        @Override
        public String toString() {
            return "File[" + type + ", " + bytes + " bytes]";
        }
    }

    private static void notBlank(String text) {
        if (Objects.requireNonNull(text).isBlank()) {
            throw new IllegalArgumentException("what is written to somebody is not blank");
        }
    }
}
