// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of all calls together may lie in memory. Until a connector has checked its signature a body is a
 * stranger's, and strangers can send many large ones at once. The beginning of every body has a place of its own, so
 * that they do not crowd out the usual call, which is small.
 */
final class Allowance {
    static final int BEGINNING = 16 << 10;

    private final AtomicLong beginnings;
    private final AtomicLong rests;

    /** @param bytes for the beginnings together, and twice as many for what comes behind them */
    Allowance(long bytes) {
        beginnings = new AtomicLong(bytes);
        rests = new AtomicLong(2 * bytes);
    }

    Share share() {
        return new Share();
    }

    /** One body's part of it. For one thread at a time. */
    final class Share {
        private int beginning;
        private int rest;

        /** False where so many are not left; nothing is taken then. */
        boolean take(int bytes) {
            boolean begins = beginning < BEGINNING;
            AtomicLong left = begins ? beginnings : rests;
            if (left.addAndGet(-bytes) < 0) {
                left.addAndGet(bytes);
                return false;
            }
            if (begins) {
                beginning += bytes;
            } else {
                rest += bytes;
            }
            return true;
        }

        /** Gives all of it back. */
        void giveBack() {
            beginnings.addAndGet(beginning);
            rests.addAndGet(rest);
            beginning = 0;
            rest = 0;
        }
    }
}
