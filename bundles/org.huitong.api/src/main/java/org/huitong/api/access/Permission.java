// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * A permission as administrators read it when they give it.
 *
 * @param word {@code <subject>.<verb>}, as the code asks for it
 * @param title what its holder may do, in a few words
 * @param note what it includes or not, where that is not plain
 * @param narrows whoever asks for it judges each thing by itself, so that a right to some of them alone opens the way in;
 *     without it only a right to everything does, since nobody would look at how far another one reaches
 */
public record Permission(String word, Kind kind, LocalText title, Optional<LocalText> note, boolean narrows) {
    public Permission {
        Objects.requireNonNull(word);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(title);
        Objects.requireNonNull(note);
    }

    /** One that reaches everything or nothing. */
    public Permission(String word, Kind kind, LocalText title, Optional<LocalText> note) {
        this(word, kind, title, note, false);
    }

    public static Permission of(String word, Kind kind, LocalText title) {
        return new Permission(word, kind, title, Optional.empty());
    }

    /** The same, judged for each thing by itself: a department, a company, a person. */
    public Permission narrowing() {
        return new Permission(word, kind, title, note, true);
    }

    /** Whose business it is. Each kind is given apart, and in a company of some size to different people (三员分立). */
    public enum Kind {
        /** The hub itself: connectors, extensions, how it runs. */
        MANAGE("manage"),
        /** What people say and what comes of it: messages, rules, tasks. */
        CONTENT("content"),
        /** Who may do what: accounts, roles, whose a room or a message is. */
        SECURITY("security"),
        /** Looking at what all of them have done. */
        AUDIT("audit");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        public String word() {
            return word;
        }

        public static Optional<Kind> ofWord(String word) {
            return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
        }
    }
}
