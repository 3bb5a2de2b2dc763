// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.load;

/** How long answers took, counted in 128 steps of each doubling: memory stays the same however many. */
final class Latencies {
    private static final int BITS = 7;
    private static final int STEPS = 1 << BITS;

    private final long[] counts = new long[64 * STEPS];
    private long count;

    void note(long nanos) {
        counts[step(Math.max(1, nanos))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** Milliseconds within which so many of a hundred were answered; at most a hundredth too high. */
    double percentile(double ofHundred) {
        long wanted = (long) Math.ceil(count * ofHundred / 100);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return upper(i) / 1e6;
            }
        }
        return 0;
    }

    private static int step(long nanos) {
        int doubling = 63 - Long.numberOfLeadingZeros(nanos);
        int within = doubling < BITS
                ? (int) (nanos - (1L << doubling)) << (BITS - doubling)
                : (int) ((nanos >>> (doubling - BITS)) & (STEPS - 1));
        return doubling * STEPS + within;
    }

    private static double upper(int step) {
        double low = Math.pow(2, step / STEPS);
        return low * (1 + (step % STEPS + 1) / (double) STEPS);
    }
}
