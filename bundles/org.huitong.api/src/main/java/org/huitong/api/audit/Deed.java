// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.audit;

import java.util.Objects;
import java.util.Optional;
import org.huitong.api.access.Asker;

/**
 * Something that somebody did, or was not let do. It carries no text of messages and no secret.
 *
 * @param verb {@code <subject>.<verb>}, where there is one the word of the permission: {@code session.open},
 *     {@code accounts.change}, {@code messages.read}
 * @param difference what it was before and is now
 * @param words what was searched for; kept sealed, opened only for who may read the audit
 * @param whose the id of the person whom it concerns so much that they may see it of themselves
 */
public record Deed(
        Doer by,
        String verb,
        Thing thing,
        Outcome outcome,
        Optional<Difference> difference,
        Optional<String> words,
        Optional<String> whose) {
    public static final int LONGEST_VERB = 64;

    public Deed {
        Objects.requireNonNull(by);
        Objects.requireNonNull(thing);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(difference);
        Objects.requireNonNull(words);
        Objects.requireNonNull(whose);
        if (verb.isBlank() || verb.length() > LONGEST_VERB) {
            throw new IllegalArgumentException("a verb is a word of up to " + LONGEST_VERB + " letters");
        }
    }

    /** It was done. */
    public static Deed done(Doer by, String verb, Thing thing) {
        return new Deed(by, verb, thing, Outcome.DONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** It was not allowed. */
    public static Deed refused(Doer by, String verb, Thing thing) {
        return new Deed(by, verb, thing, Outcome.REFUSED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** It was allowed, tried, and did not come about. */
    public static Deed failed(Doer by, String verb, Thing thing) {
        return new Deed(by, verb, thing, Outcome.FAILED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With what it was before and is now, each a few lines that a person can compare, or empty. */
    public Deed changing(String before, String after) {
        return new Deed(by, verb, thing, outcome, Optional.of(new Difference(before, after)), words, whose);
    }

    /** With what was searched for. */
    public Deed searching(String sought) {
        return new Deed(by, verb, thing, outcome, difference, Optional.of(sought), whose);
    }

    /** Told to the person whom it concerns, too, who sees it among those who read their messages. */
    public Deed concerning(Optional<String> person) {
        return new Deed(by, verb, thing, outcome, difference, words, person);
    }

    @Override
    public String toString() {
        return "Deed[" + by.account() + " " + verb + " " + thing.word() + " " + outcome.word() + "]";
    }

    /**
     * Who.
     *
     * @param account the login name, or {@link #HUB} or {@link #NOBODY}
     * @param name what people called this person then
     */
    public record Doer(String account, String name) {
        /** The hub by itself: a sync, an alarm. */
        public static final Doer HUB = new Doer("-hub", "汇通");
        /** Whoever has not said who they are. */
        public static final Doer NOBODY = new Doer("-nobody", "?");
        /** Whoever has the shell of the hub's machine. */
        public static final Doer SHELL = new Doer("-shell", "shell");

        public Doer {
            Objects.requireNonNull(account);
            Objects.requireNonNull(name);
        }

        /** Who looks through the eyes of another is called by both names. */
        public static Doer of(Asker asker) {
            String eyes = asker.perspective().map(other -> " → " + other.name()).orElse("");
            return new Doer(asker.account(), asker.name() + eyes);
        }
    }

    /**
     * On what.
     *
     * @param kind what kind of thing: {@code message account department room rule extension …}
     * @param id which of them, or empty: all, or the one there is
     * @param name what people called it then, or empty
     */
    public record Thing(String kind, String id, String name) {
        public static final int LONGEST_ID = 300;

        public Thing {
            Objects.requireNonNull(name);
            if (kind.isBlank() || kind.contains(":")) {
                throw new IllegalArgumentException("a kind is a word");
            }
            if (id.length() > LONGEST_ID) {
                throw new IllegalArgumentException("an id has up to " + LONGEST_ID + " letters");
            }
        }

        public static Thing of(String kind) {
            return new Thing(kind, "", "");
        }

        public static Thing of(String kind, String id) {
            return new Thing(kind, id, "");
        }

        /** {@code kind:id}, or the kind alone: as the audit is asked for it. */
        public String word() {
            return id.isEmpty() ? kind : kind + ":" + id;
        }
    }

    /** What came of it. */
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Before and after. */
    public record Difference(String before, String after) {
        public Difference {
            Objects.requireNonNull(before);
            Objects.requireNonNull(after);
        }
    }
}
