// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.outbox.Writing;

/**
 * One piece of a letter, ready to be sent: no longer than the platform takes it.
 *
 * @param key names this piece and no other, the same at each try; at most 40 letters, digits and hyphens
 * @param writing of a kind that the {@link Abilities} name
 * @param at the moment of this try, for platforms that want to be told the time
 * @param tried how often it was tried before
 * @param topic what it belongs to, for platforms that want to be told
 * @param enclosure the bytes of a {@link Writing.File}, to be handed on within a {@link Call}; of all else empty
 */
public record Outgoing(
        String key, Target target, Writing writing, Instant at, int tried, Topic topic, Optional<Enclosure> enclosure) {
    public Outgoing {
        Objects.requireNonNull(key);
        Objects.requireNonNull(target);
        Objects.requireNonNull(writing);
        Objects.requireNonNull(at);
        Objects.requireNonNull(topic);
        if (enclosure.isPresent() != (writing instanceof Writing.File)) {
            throw new IllegalArgumentException("a file goes along with its bytes, and nothing else has any");
        }
    }

    /** A piece in words. */
    public Outgoing(String key, Target target, Writing writing, Instant at, int tried, Topic topic) {
        this(key, target, writing, at, tried, topic, Optional.empty());
    }

    /** A piece that is tried for the first time. */
    public Outgoing(String key, Target target, Writing writing, Instant at) {
        this(key, target, writing, at, 0, Topic.NONE);
    }

    /**
     * What something belongs to.
     *
     * @param answers the platform's id of the message that it answers
     * @param title of the conversation
     * @param replaces the card in whose place it comes; a platform that changes no card gets it as another message
     */
    public record Topic(Optional<String> answers, Optional<String> title, Optional<Replaced> replaces) {
        public static final Topic NONE = new Topic(Optional.empty(), Optional.empty());

        public Topic {
            Objects.requireNonNull(answers);
            Objects.requireNonNull(title);
            Objects.requireNonNull(replaces);
        }

        public Topic(Optional<String> answers, Optional<String> title) {
            this(answers, title, Optional.empty());
        }
    }

    /**
     * A card of ours that somebody pressed, or whose matter was settled elsewhere.
     *
     * @param key of the {@link Outgoing} by which it was sent
     * @param nativeId as {@link Sent} named it
     * @param press what the platform told of the press, as the connector handed it over as the message's payload: what a
     *     platform wants back to change a card stands in it; empty where nobody pressed, which only happens to cards of
     *     which {@link Sent#change} said that they can be changed
     * @param code as {@link Sent.Change} said it; blank where there was none, or where somebody pressed
     */
    public record Replaced(String key, String nativeId, String press, String code) {
        public Replaced {
            Objects.requireNonNull(key);
            Objects.requireNonNull(nativeId);
            Objects.requireNonNull(press);
            Objects.requireNonNull(code);
        }

        /** One that was pressed. */
        public Replaced(String key, String nativeId, String press) {
            this(key, nativeId, press, "");
        }

        /** Tells nothing of who pressed. */
        @Override
        public String toString() {
            return "Replaced[" + key + "]";
        }
    }

    /** Where it goes, by the platform's own ids. */
    public record Target(Kind kind, String id) {
        /** What a platform tells apart. */
        public enum Kind {
            USER,
            ROOM,
            /** An address of electronic mail. */
            MAIL,
            /** The number of a telephone that takes short messages. */
            MOBILE
        }

        public Target {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(id);
        }
    }
}
