// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a reader is waited for that refuses what it is handed. Pauses double, so that neither a short trouble costs
 * long nor a long one much. The first entry that is refused is waited for longest, since what ails the reader may pass;
 * each that is refused right after it gets half as long, so that the log is not held up by a reader that is broken.
 *
 * @param first the pause after the first failure
 * @param longest what pauses grow to
 * @param forOne how long the pauses for one entry are in all before it is parked
 * @param parked after how long what was parked is offered again
 */
record Patience(Duration first, Duration longest, Duration forOne, Duration parked) {
    static final Patience USUAL =
            new Patience(Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;
    /** No entry gets less than this part of {@link #forOne}. */
    private static final int LEAST_PART = 32;

    /** The pause after a number of failures in a row. */
    Duration pause(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    /**
     * The pause before an entry is offered again, or empty where it was waited for long enough.
     *
     * @param failures how often it was refused
     * @param parkedBefore how many entries were parked since the reader last took a whole batch
     */
    Optional<Duration> pause(int failures, int parkedBefore) {
        Duration most = forOne.dividedBy(Math.min(LEAST_PART, 1L << Math.min(parkedBefore, MOST_DOUBLINGS)));
        Duration waited = Duration.ZERO;
        for (int i = 1; i < failures; i++) {
            waited = waited.plus(pause(i));
        }
        return waited.compareTo(most) < 0 ? Optional.of(pause(failures)) : Optional.empty();
    }
}
