// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * What is counted for somebody who may read so much. Counted is by department and for the whole; of any other scope
 * nothing is known here, and nothing is shown rather than too much.
 */
sealed interface Counted {
    record Everything() implements Counted {}

    record Departments(Set<String> names) implements Counted {}

    record Unknown() implements Counted {}

    /** The numbers for this scope, if there are any. */
    static Optional<Counts> of(Filter scope) {
        Counted counted = scope.fold(Reading.INSTANCE);
        if (counted instanceof Everything) {
            return Optional.of(new Counts(Optional.empty()));
        }
        return counted instanceof Departments some && !some.names().isEmpty()
                ? Optional.of(new Counts(Optional.of(some.names())))
                : Optional.empty();
    }

    /** The fold. */
    enum Reading implements Filter.Fold<Counted> {
        INSTANCE;

        private static final Counted UNKNOWN = new Unknown();

        @Override
        public Counted all(List<Counted> of) {
            List<Counted> narrower =
                    of.stream().filter(one -> !(one instanceof Everything)).toList();
            return narrower.isEmpty() ? new Everything() : narrower.size() == 1 ? narrower.get(0) : UNKNOWN;
        }

        @Override
        public Counted any(List<Counted> of) {
            if (of.stream().anyMatch(Everything.class::isInstance)) {
                return new Everything();
            }
            Set<String> names = new HashSet<>();
            for (Counted one : of) {
                if (!(one instanceof Departments some)) {
                    return UNKNOWN;
                }
                names.addAll(some.names());
            }
            return new Departments(names);
        }

        @Override
        public Counted not(Counted of) {
            return UNKNOWN;
        }

        @Override
        public Counted marked(Mark.Kind kind, String value) {
            return kind == Mark.Kind.DEPARTMENT ? new Departments(Set.of(value)) : UNKNOWN;
        }

        @Override
        public Counted has(Mark.Kind kind) {
            return UNKNOWN;
        }

        @Override
        public Counted saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return UNKNOWN;
        }

        @Override
        public Counted inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return UNKNOWN;
        }

        @Override
        public Counted onPlatform(String platform) {
            return UNKNOWN;
        }

        @Override
        public Counted onAccount(String account) {
            return UNKNOWN;
        }

        @Override
        public Counted ofType(MessageType type) {
            return UNKNOWN;
        }

        @Override
        public Counted sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return UNKNOWN;
        }

        @Override
        public Counted ranked(Priority priority) {
            return UNKNOWN;
        }

        @Override
        public Counted secrecyUpTo(Secrecy highest) {
            return UNKNOWN;
        }

        @Override
        public Counted words(String words) {
            return UNKNOWN;
        }
    }
}
