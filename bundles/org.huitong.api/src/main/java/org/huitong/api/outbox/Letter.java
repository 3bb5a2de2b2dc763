// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageId;

/**
 * Something that is to leave the hub.
 *
 * @param by who is answerable for it: a login name for what a person wrote, a bundle's subject for what the hub says
 * @param spoken whether somebody wrote it: then it becomes a message once its platform has taken it
 * @param urgent goes before what is not, and is sent again, marked as possibly repeated, where nobody can tell whether it
 *     arrived; what is not urgent waits for somebody's decision then
 * @param key the same key of the same sender is the same letter; empty where each is its own
 * @param answers the hub's id of the message that it answers
 * @param expires when it is of no use any more and is not sent
 * @param quotes the messages of which it says words: where one of them is forgotten, the outbox forgets what it says
 */
public record Letter(
        To to,
        Writing writing,
        String by,
        boolean spoken,
        boolean urgent,
        Optional<String> key,
        Optional<String> answers,
        Optional<Instant> expires,
        Set<MessageId> quotes) {
    /** The longest key, in characters. */
    public static final int LONGEST_KEY = 200;

    public Letter {
        Objects.requireNonNull(to);
        Objects.requireNonNull(writing);
        Objects.requireNonNull(by);
        key = key.filter(k -> !k.isBlank());
        if (key.filter(k -> k.length() > LONGEST_KEY).isPresent()) {
            throw new IllegalArgumentException("a letter's key has at most " + LONGEST_KEY + " characters");
        }
        Objects.requireNonNull(answers);
        Objects.requireNonNull(expires);
        quotes = Set.copyOf(quotes);
    }

    /** One that says no words of a message. */
    public Letter(
            To to,
            Writing writing,
            String by,
            boolean spoken,
            boolean urgent,
            Optional<String> key,
            Optional<String> answers,
            Optional<Instant> expires) {
        this(to, writing, by, spoken, urgent, key, answers, expires, Set.of());
    }

    /** What the hub itself has to tell, once for each key. */
    public static Letter notice(To to, Writing writing, String by, boolean urgent, String key) {
        return new Letter(to, writing, by, false, urgent, Optional.of(key), Optional.empty(), Optional.empty());
    }

    /** The same letter, which says words of these messages. */
    public Letter quoting(Collection<MessageId> messages) {
        return new Letter(to, writing, by, spoken, urgent, key, answers, expires, Set.copyOf(messages));
    }

    @Override
    public String toString() {
        return "Letter[to " + to + ", " + writing + "]";
    }
}
