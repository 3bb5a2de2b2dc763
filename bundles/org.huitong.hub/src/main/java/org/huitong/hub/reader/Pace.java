// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How readers make room for what comes in. Platforms wait for the intake and nobody waits for a reader, but a machine
 * shares its cores among all threads alike, so that seven readers beside one writer would leave it an eighth. While much
 * comes in, readers therefore rest after their work, as long as it takes for all of them together to leave one core to
 * the intake; what is cheap to read keeps up nevertheless, and what is dear catches up afterwards. On a machine with a
 * core for each reader nobody rests. For any thread.
 */
final class Pace {
    /** From how many lines a second on the intake is pressed: below, a core has time for both. */
    private static final long MUCH = 1_000;

    private static final long SAMPLE = Duration.ofMillis(200).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /**
     * What comes in during a breath is read in one piece: a transaction for every handful of messages would cost more than
     * the messages themselves do.
     */
    private static final Duration BREATH = Duration.ofMillis(100);
    /** Nobody notices it of an alarm, and two of three transactions are spared. */
    private static final Duration DEEP_BREATH = Duration.ofMillis(300);

    private final LongSupplier head;
    private final LongSupplier time;
    private final IntSupplier readers;
    private final int cores;

    private long since;
    private long headThen;
    private boolean pressed;

    /**
     * @param head the last line of the log
     * @param time as {@link System#nanoTime()}
     * @param readers how many there are
     */
    Pace(LongSupplier head, LongSupplier time, IntSupplier readers, int cores) {
        this.head = head;
        this.time = time;
        this.readers = readers;
        this.cores = cores;
        since = time.getAsLong();
        headThen = head.getAsLong();
    }

    /** How long a reader rests that has worked for so long. */
    Duration rest(Duration worked) {
        int others = Math.max(1, cores - 1);
        int each = readers.getAsInt() - others;
        if (each <= 0 || !isPressed()) {
            return Duration.ZERO;
        }
        Duration rest = worked.multipliedBy(each).dividedBy(others);
        return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
    }

    /** How long a reader that has caught up waits for more to come in. */
    Duration breath() {
        return isPressed() ? DEEP_BREATH : BREATH;
    }

    private synchronized boolean isPressed() {
        long now = time.getAsLong();
        if (now - since >= SAMPLE) {
            long there = head.getAsLong();
            pressed = (there - headThen) * Duration.ofSeconds(1).toNanos() >= MUCH * (now - since);
            since = now;
            headThen = there;
        }
        return pressed;
    }
}
