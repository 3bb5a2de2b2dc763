// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * Which postings, taken together, hold every line that fits a filter: each a way to find a page without reading the log.
 * Of "and" one part is enough, and the rarest is taken; "or" needs all of its parts; "not" has none.
 */
sealed interface Drive {
    /** Nothing but the log itself holds all that fits. */
    record Unknown() implements Drive {}

    /** All that fits stands in one of these. */
    record Along(List<Posting> postings) implements Drive {
        boolean isByWords() {
            return postings.stream().allMatch(Posting.Found.class::isInstance);
        }
    }

    /** Any of these will do. */
    record Choice(List<Along> ways) implements Drive {}

    /** The ways of a filter. */
    static Drive of(Known names, Filter filter) {
        return filter.fold(new Reading(names));
    }

    /**
     * The way with the fewest lines, if one has fewer than {@code enough}; those with more are walked along the log as
     * quickly.
     *
     * @param enough how far lines are counted
     */
    default Optional<Along> rarest(Connection connection, int enough) throws SQLException {
        List<Along> ways = this instanceof Choice choice
                ? choice.ways()
                : this instanceof Along along ? List.of(along) : List.of();
        Along rarest = null;
        int fewest = Integer.MAX_VALUE;
        for (Along way : ways) {
            int lines = 0;
            for (Posting posting : way.postings()) {
                lines += posting.weigh(connection, enough);
            }
            // Of two that are common, words are the better guess: a scope is made to hold much.
            if (lines < fewest || lines == fewest && way.isByWords()) {
                fewest = lines;
                rarest = way;
            }
        }
        return Optional.ofNullable(rarest);
    }

    /** The fold. */
    record Reading(Known names) implements Filter.Fold<Drive> {
        private static final Drive UNKNOWN = new Unknown();
        /** More postings than these are not merged. */
        private static final int FEW = 40;

        /** Of what has no number there are no lines: nothing is as quickly walked along. */
        private Drive along(Mark.Kind kind, String value) {
            return new Along(names.mark(kind, value).map(Posting::mark).stream().toList());
        }

        @Override
        public Drive all(List<Drive> of) {
            List<Along> ways = of.stream()
                    .flatMap(drive -> drive instanceof Choice choice
                            ? choice.ways().stream()
                            : drive instanceof Along along ? List.of(along).stream() : List.<Along>of().stream())
                    .toList();
            return ways.isEmpty() ? UNKNOWN : new Choice(ways);
        }

        @Override
        public Drive any(List<Drive> of) {
            List<Posting> postings = new java.util.ArrayList<>();
            for (Drive drive : of) {
                if (drive instanceof Along along) {
                    postings.addAll(along.postings());
                } else if (drive instanceof Choice choice) {
                    // Which of them is the rarest is not known here; any is right.
                    postings.addAll(choice.ways().get(0).postings());
                } else {
                    return UNKNOWN;
                }
            }
            return new Along(postings.stream().distinct().toList());
        }

        @Override
        public Drive not(Drive of) {
            return UNKNOWN;
        }

        @Override
        public Drive marked(Mark.Kind kind, String value) {
            return along(kind, value);
        }

        @Override
        public Drive has(Mark.Kind kind) {
            List<Integer> marks = names.marks(kind);
            return marks.size() > FEW
                    ? UNKNOWN
                    : new Along(marks.stream().map(Posting::mark).toList());
        }

        @Override
        public Drive saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
            return new Along(names.senders(platform, tenant, sender).stream()
                    .map(Posting::sender)
                    .toList());
        }

        @Override
        public Drive inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
            return new Along(names.rooms(platform, tenant, conversation).stream()
                    .map(Posting::room)
                    .toList());
        }

        @Override
        public Drive onPlatform(String platform) {
            return UNKNOWN;
        }

        @Override
        public Drive onAccount(String account) {
            return UNKNOWN;
        }

        @Override
        public Drive ofType(MessageType type) {
            return UNKNOWN;
        }

        @Override
        public Drive sentBetween(Optional<Instant> from, Optional<Instant> to) {
            return UNKNOWN;
        }

        /** What people see as medium is most of the log, and mostly stands nowhere. */
        @Override
        public Drive ranked(Priority priority) {
            return priority == Priority.MEDIUM ? UNKNOWN : along(Mark.Kind.PRIORITY, priority.word());
        }

        @Override
        public Drive secrecyUpTo(Secrecy highest) {
            return highest.compareTo(Secrecy.INTERNAL) >= 0 ? UNKNOWN : along(Mark.Kind.SECRECY, highest.word());
        }

        @Override
        public Drive words(String words) {
            return new Along(List.of(new Posting.Found(names.sought().words(words))));
        }
    }
}
