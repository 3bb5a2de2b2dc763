// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.Duration;
import java.time.Instant;

/** A stretch of time in which there is work without a break. */
record Stretch(Instant from, Instant to) {
    boolean holds(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    /** What of it lies between the two. */
    Duration within(Instant begin, Instant end) {
        Instant start = from.isAfter(begin) ? from : begin;
        Instant stop = to.isBefore(end) ? to : end;
        return start.isBefore(stop) ? Duration.between(start, stop) : Duration.ZERO;
    }
}
