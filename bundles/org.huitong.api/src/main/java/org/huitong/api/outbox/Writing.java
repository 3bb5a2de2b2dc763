// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /**
     * What others wrote, for a place in Markdown of ours: the same words, which lead nowhere, show no picture and call
     * nobody, also where a platform's Markdown reads tags. Whoever reads a letter of the hub's trusts where it leads.
     */
    static String said(String words) {
        return words.replace("](", "] (").replaceAll("<(?=[A-Za-z/!])", "< ");
    }

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
     * A card with buttons. Where none can be pressed it is sent {@link #inMarkdown in other words}.
     *
     * @param text Markdown, in which words of others are {@link #said}; never divided
     * @param facts what is told of it in a few words each
     * @param about what it is about, in the words of whoever posts it; comes back with a {@link Press} and is shown to
     *     nobody
     */
    record Card(String title, String text, List<Fact> facts, List<Button> buttons, String about) implements Writing {
        public Card {
            notBlank(title);
            notBlank(text);
            facts = List.copyOf(facts);
            buttons = List.copyOf(buttons);
            Objects.requireNonNull(about);
        }

        public Card(String title, String text, List<Button> buttons) {
            this(title, text, List.of(), buttons, "");
        }

        @Override
        public Kind kind() {
            return Kind.CARD;
        }

        /** Whether a press of one of its buttons comes back. */
        public boolean comesBack() {
            return buttons.stream().anyMatch(button -> button.link().isEmpty());
        }

        /** The same card with other words. */
        public Card saying(String words) {
            return new Card(title, words, facts, buttons, about);
        }

        /** Text and facts as Markdown, without title and buttons. */
        public String body() {
            return facts.isEmpty()
                    ? text
                    : text + "\n\n"
                            + facts.stream()
                                    .map(fact -> "**" + fact.name() + "**：" + said(fact.value()))
                                    .collect(Collectors.joining("\n\n"));
        }

        /** For whom no button can be pressed: where each leads, or what to answer in its place. */
        public Markdown inMarkdown() {
            return new Markdown(
                    title,
                    "**" + title + "**\n\n" + body()
                            + lines(
                                    "\n\n",
                                    button -> "[" + button.label() + "]("
                                            + button.link().orElseThrow() + ")"));
        }

        /** For whom there is nothing but plain words. */
        public Text inText() {
            StringBuilder words = new StringBuilder("【" + title + "】" + text);
            facts.forEach(
                    fact -> words.append('\n').append(fact.name()).append('：').append(fact.value()));
            return new Text(words
                    + lines("\n", button -> button.label() + "：" + button.link().orElseThrow()));
        }

        /** A button that neither leads anywhere nor has words in its place is of no use there. */
        private String lines(String between, Function<Button, String> leading) {
            return buttons.stream()
                    .flatMap(button -> button.link().isPresent()
                            ? Stream.of(leading.apply(button))
                            : button.says().map(says -> button.label() + "：请回复“" + says + "”").stream())
                    .map(between::concat)
                    .collect(Collectors.joining());
        }

        @Override
        public String toString() {
            return "Card[" + text.length() + " characters, " + buttons.size() + " buttons]";
        }
    }

    /** A few plain words of a card under a name, such as until when. */
    record Fact(String name, String value) {
        public Fact {
            notBlank(name);
            notBlank(value);
        }

        @Override
        public String toString() {
            return "Fact[" + name + "]";
        }
    }

    /** How a button looks, as far as a platform has such looks. */
    enum Style {
        PLAIN,
        /** What is usually pressed. */
        MAIN,
        /** What is not easily undone. */
        DANGER
    }

    /**
     * A button of a card.
     *
     * @param choice what comes back when it is pressed
     * @param link where it leads instead of coming back
     * @param says what somebody may answer in a chat in place of a press
     */
    record Button(String label, String choice, Optional<String> link, Style style, Optional<String> says) {
        public Button {
            notBlank(label);
            Objects.requireNonNull(choice);
            link = link.filter(l -> !l.isBlank());
            Objects.requireNonNull(style);
            says = says.filter(s -> !s.isBlank());
        }

        public Button(String label, String choice, Optional<String> link) {
            this(label, choice, link, Style.PLAIN, Optional.empty());
        }

        /** One whose press comes back. */
        public static Button press(String label, String choice, Style style) {
            return new Button(label, choice, Optional.empty(), style, Optional.empty());
        }

        /** One that leads somewhere. */
        public static Button to(String label, String address) {
            return new Button(label, "", Optional.of(address), Style.PLAIN, Optional.empty());
        }

        /** The same button, in whose place that may be answered. */
        public Button or(String answer) {
            return new Button(label, choice, link, style, Optional.of(answer));
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
