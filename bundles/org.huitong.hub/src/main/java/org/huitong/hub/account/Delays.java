// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.huitong.api.operation.ConnectorBoard;

/**
 * Delays of the last hour, in six windows of ten minutes. Counted in buckets that grow by an eighth; a percentile is told
 * as the longest that its bucket holds, so it is never less than it was and at most 12 % more, with a few kilobytes and
 * without a lock.
 */
final class Delays {
    private static final int WINDOWS = 6;
    private static final long WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();
    private static final int BUCKETS = 300;

    private final AtomicReferenceArray<Window> windows = new AtomicReferenceArray<>(WINDOWS);

    private record Window(long number, AtomicIntegerArray counts) {}

    void add(Instant at, Duration delay) {
        window(at.toEpochMilli() / WINDOW_MILLIS).counts().incrementAndGet(bucket(Math.max(0, delay.toMillis())));
    }

    Optional<ConnectorBoard.Delay> over(Instant now) {
        return over(now, WINDOWS);
    }

    /** Of the last ten to twenty minutes. */
    Optional<ConnectorBoard.Delay> lately(Instant now) {
        return over(now, 2);
    }

    private Optional<ConnectorBoard.Delay> over(Instant now, int newest) {
        long oldest = now.toEpochMilli() / WINDOW_MILLIS - newest + 1;
        long[] sums = new long[BUCKETS];
        long count = 0;
        for (int w = 0; w < WINDOWS; w++) {
            Window window = windows.get(w);
            if (window != null && window.number() >= oldest) {
                for (int b = 0; b < BUCKETS; b++) {
                    sums[b] += window.counts().get(b);
                    count += window.counts().get(b);
                }
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new ConnectorBoard.Delay(
                        at(sums, count, 0.50), at(sums, count, 0.95), at(sums, count, 0.99), count));
    }

    private Window window(long number) {
        int slot = (int) (number % WINDOWS);
        while (true) {
            Window window = windows.get(slot);
            if (window != null && window.number() >= number) {
                return window;
            }
            windows.compareAndSet(slot, window, new Window(number, new AtomicIntegerArray(BUCKETS)));
        }
    }

    /** Milliseconds below 8 have a bucket each; above, every doubling has eight. */
    private static int bucket(long millis) {
        if (millis < 8) {
            return (int) millis;
        }
        int magnitude = 63 - Long.numberOfLeadingZeros(millis);
        return Math.min(BUCKETS - 1, 8 + (magnitude - 3) * 8 + (int) ((millis >>> (magnitude - 3)) & 7));
    }

    /** The longest delay that the bucket holds. */
    private static long millis(int bucket) {
        return shortest(bucket + 1) - 1;
    }

    private static long shortest(int bucket) {
        if (bucket < 8) {
            return bucket;
        }
        int magnitude = (bucket - 8) / 8 + 3;
        return (8L + (bucket - 8) % 8) << (magnitude - 3);
    }

    private static long at(long[] sums, long count, double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int b = 0; b < BUCKETS; b++) {
            seen += sums[b];
            if (seen >= wanted) {
                return millis(b);
            }
        }
        return millis(BUCKETS - 1);
    }
}
