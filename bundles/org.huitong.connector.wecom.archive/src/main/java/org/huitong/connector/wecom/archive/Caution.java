// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

/**
 * How much is asked for at once: less where an answer was too long, and one record after the other for a while where it
 * failed again and again at the same place, so that the one which is to blame is found. One thread at a time.
 */
final class Caution {
    /** A fifth of what a call may bring: each is one transaction, and callbacks must not wait behind it. */
    static final int AT_ONCE = 200;

    private static final int FAILURES = 3;

    private int most = AT_ONCE;
    private int alone;
    private long place = -1;
    private int failures;

    int atOnce() {
        return most;
    }

    /** Whether every record is to be had by itself. */
    boolean isOneByOne() {
        return alone > 0 || most == 1;
    }

    /** It did not get beyond that place. */
    void failedAt(long seq) {
        failures = seq == place ? failures + 1 : 1;
        place = seq;
        if (failures >= FAILURES) {
            alone = AT_ONCE;
        }
    }

    void wasTooMuch() {
        most = Math.max(1, most / 2);
    }

    /** The record to blame is behind us. */
    void found() {
        alone = 0;
        went(1);
    }

    /** So many records came. */
    void went(int records) {
        failures = 0;
        if (alone > 0) {
            alone -= Math.min(alone, Math.max(1, records));
        } else if (most < AT_ONCE) {
            most = Math.min(AT_ONCE, most * 2);
        }
    }
}
