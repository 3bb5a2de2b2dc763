// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What time it is by the answers of platforms, each of which names its own: the median of the last ones, so that one whose
 * clock is wrong decides nothing among several. Nobody has to be asked for it, which in many networks nobody may.
 */
final class PlatformTime {
    private static final int MOST = 15;
    private static final int FEWEST = 3;
    /** Of an answer that took longer nobody knows in which moment it was written. */
    private static final Duration SLOWEST = Duration.ofSeconds(2);

    private static final Duration FRESH = Duration.ofHours(1);
    /** An answer names the second, and not where in it. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Deque<Told> last = new ArrayDeque<>();

    /** @param at of {@link System#nanoTime()}, which does not leap */
    private record Told(long at, Duration ahead) {}

    PlatformTime(InstantSource clock) {
        this.clock = clock;
    }

    /** A call that is being made. */
    final class Asked {
        private final Instant at = clock.instant();
        private final long nanos = System.nanoTime();

        /** @param date as HTTP has it; an answer that cannot be read as one tells no time */
        void answered(String date) {
            long now = System.nanoTime();
            Duration took = Duration.ofNanos(now - nanos);
            if (took.compareTo(SLOWEST) > 0) {
                return;
            }
            moment(date)
                    .ifPresent(theirs -> keep(
                            new Told(now, Duration.between(theirs.plus(HALF_A_SECOND), at.plus(took.dividedBy(2))))));
        }
    }

    Asked asked() {
        return new Asked();
    }

    private static Optional<Instant> moment(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private synchronized void keep(Told told) {
        last.addLast(told);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** How far the hub's clock is ahead of theirs, negative where it is behind; empty where too few have told lately. */
    synchronized Optional<Duration> ahead() {
        long now = System.nanoTime();
        last.removeIf(told -> now - told.at() > FRESH.toNanos());
        List<Duration> sorted = last.stream().map(Told::ahead).sorted().toList();
        return sorted.size() < FEWEST ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
