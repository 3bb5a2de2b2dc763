// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.filter;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * Which messages: the scope of a right, a list, a saved view, a retention rule, an export are all said in it. A value;
 * it is read by a {@link Fold}, so that a reading that leaves a case out does not compile.
 *
 * <p>A message has the marks of all its versions; room, sender, type and time are those of the version that came first.
 */
public sealed interface Filter {
    /** Reads it from the leaves up. */
    <R> R fold(Fold<R> reading);

    /** Every one of these; with none of them: every message. */
    record All(List<Filter> of) implements Filter {
        public All {
            of = List.copyOf(of);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.all(of.stream().map(f -> f.fold(reading)).toList());
        }
    }

    /** At least one of these; with none of them: no message. */
    record Any(List<Filter> of) implements Filter {
        public Any {
            of = List.copyOf(of);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.any(of.stream().map(f -> f.fold(reading)).toList());
        }
    }

    record Not(Filter of) implements Filter {
        public Not {
            Objects.requireNonNull(of);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.not(of.fold(reading));
        }
    }

    /**
     * What some stage, or a person, says of it. Priority and secrecy, of which the highest counts, have cases of their
     * own: {@link Ranked}, {@link SecrecyUpTo}.
     */
    record Marked(Mark.Kind kind, String value) implements Filter {
        public Marked {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(value);
            if (kind == Mark.Kind.PRIORITY || kind == Mark.Kind.SECRECY) {
                throw new IllegalArgumentException("of " + kind + " the highest counts: there is a case of its own");
            }
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.marked(kind, value);
        }
    }

    /**
     * That some stage, or a person, says anything of that kind at all: what is not sorted yet is what has no tag. Only of
     * kinds that have few values, since it is read value by value.
     */
    record Has(Mark.Kind kind) implements Filter {
        /** Of which it can be asked. */
        public static final Set<Mark.Kind> KINDS = Collections.unmodifiableSet(EnumSet.of(
                Mark.Kind.TAG,
                Mark.Kind.ASSIGNED,
                Mark.Kind.DEPARTMENT,
                Mark.Kind.COMPANY,
                Mark.Kind.PROJECT,
                Mark.Kind.MODULE));

        public Has {
            if (!KINDS.contains(kind)) {
                throw new IllegalArgumentException("of " + kind + " there are too many to ask for any of them");
            }
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.has(kind);
        }
    }

    /**
     * @param platform,tenant whose id it is; empty is any, where two may have the same
     * @param sender the platform's id, the first of {@link org.huitong.api.message.Sender#ids()}
     */
    record SaidBy(Optional<String> platform, Optional<String> tenant, String sender) implements Filter {
        public SaidBy {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(sender);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.saidBy(platform, tenant, sender);
        }
    }

    /**
     * @param platform,tenant whose room it is; empty is any, where two may have one of the same id
     * @param conversation the platform's id of the room
     */
    record InRoom(Optional<String> platform, Optional<String> tenant, String conversation) implements Filter {
        public InRoom {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(tenant);
            Objects.requireNonNull(conversation);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.inRoom(platform, tenant, conversation);
        }
    }

    record OnPlatform(String platform) implements Filter {
        public OnPlatform {
            Objects.requireNonNull(platform);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.onPlatform(platform);
        }
    }

    /** @param account the part of the configuration's name after {@code ~} */
    record OnAccount(String account) implements Filter {
        public OnAccount {
            Objects.requireNonNull(account);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.onAccount(account);
        }
    }

    record OfType(MessageType type) implements Filter {
        public OfType {
            Objects.requireNonNull(type);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.ofType(type);
        }
    }

    /** By the platform's own time, to the millisecond: {@code from} included, {@code to} not; empty is unbounded. */
    record SentBetween(Optional<Instant> from, Optional<Instant> to) implements Filter {
        public SentBetween {
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.sentBetween(from, to);
        }
    }

    /** By the priority that people see. */
    record Ranked(Priority priority) implements Filter {
        public Ranked {
            Objects.requireNonNull(priority);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.ranked(priority);
        }
    }

    record SecrecyUpTo(Secrecy highest) implements Filter {
        public SecrecyUpTo {
            Objects.requireNonNull(highest);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.secrecyUpTo(highest);
        }
    }

    /** Words of its text; refused wherever the search capability is not there. */
    record Words(String words) implements Filter {
        public Words {
            Objects.requireNonNull(words);
        }

        @Override
        public <R> R fold(Fold<R> reading) {
            return reading.words(words);
        }
    }

    static Filter everything() {
        return new All(List.of());
    }

    static Filter nothing() {
        return new Any(List.of());
    }

    static Filter all(Filter... of) {
        return new All(List.of(of));
    }

    static Filter any(Filter... of) {
        return new Any(List.of(of));
    }

    static Filter marked(Mark.Kind kind, String value) {
        return new Marked(kind, value);
    }

    /** This one and that one. */
    default Filter and(Filter other) {
        return all(this, other);
    }

    /**
     * Whether a message fits, by what is known of it. Without waiting, any thread.
     *
     * @throws IllegalArgumentException of {@link Words}, which need the text
     */
    default boolean admits(Facts facts) {
        return fold(Admission.INSTANCE).test(facts);
    }

    /** One way to read a filter, case by case. */
    interface Fold<R> {
        R all(List<R> of);

        R any(List<R> of);

        R not(R of);

        R marked(Mark.Kind kind, String value);

        R has(Mark.Kind kind);

        R saidBy(Optional<String> platform, Optional<String> tenant, String sender);

        R inRoom(Optional<String> platform, Optional<String> tenant, String conversation);

        R onPlatform(String platform);

        R onAccount(String account);

        R ofType(MessageType type);

        R sentBetween(Optional<Instant> from, Optional<Instant> to);

        R ranked(Priority priority);

        R secrecyUpTo(Secrecy highest);

        R words(String words);
    }
}
