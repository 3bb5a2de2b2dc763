// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many bytes of all calls together may lie in memory. Until a connector has checked its signature a body is a
 * stranger's, and strangers can send many large ones at once. The beginning of every body has a place of its own, so
 * that they do not crowd out the usual call, which is small.
 *
 * <p>Nor do those crowd it out who begin and do not come to an end: where nothing is left, the slowest of those still
 * coming in makes room.
 */
final class Allowance {
    static final int BEGINNING = 16 << 10;
    /** Whoever is younger is not called slow: a call in one piece has come by then. */
    static final Duration QUICK = Duration.ofMillis(100);

    private final AtomicLong beginnings;
    private final AtomicLong rests;
    private final LongSupplier nanos;
    private final Set<Share> comingIn = ConcurrentHashMap.newKeySet();

    /** @param bytes for the beginnings together, and twice as many for what comes behind them */
    Allowance(long bytes) {
        this(bytes, System::nanoTime);
    }

    Allowance(long bytes, LongSupplier nanos) {
        this.beginnings = new AtomicLong(bytes);
        this.rests = new AtomicLong(2 * bytes);
        this.nanos = nanos;
    }

    /** @param outOfRoom told, on another's thread, when this one has had to make room: it has nothing any more */
    Share share(Runnable outOfRoom) {
        return new Share(outOfRoom);
    }

    /** One body's part of it. It is filled by one thread at a time. */
    final class Share {
        private final Runnable outOfRoom;
        private final long since = nanos.getAsLong();
        private int beginning;
        private int rest;
        private boolean whole;
        private boolean out;

        private Share(Runnable outOfRoom) {
            this.outOfRoom = outOfRoom;
        }

        /** False where so many are not left; nothing is taken then. */
        boolean take(int bytes) {
            if (isOut()) {
                return false;
            }
            if (held() == 0) {
                comingIn.add(this);
            }
            while (!takeWhatIsLeft(bytes)) {
                // Never with a lock: whoever makes room may be taking too.
                if (!makeRoomFor(this)) {
                    return false;
                }
            }
            return true;
        }

        private synchronized boolean takeWhatIsLeft(int bytes) {
            AtomicLong left = begins() ? beginnings : rests;
            if (left.addAndGet(-bytes) < 0) {
                left.addAndGet(bytes);
                return false;
            }
            if (begins()) {
                beginning += bytes;
            } else {
                rest += bytes;
            }
            return true;
        }

        /** All of it has come: it need not make room any more. False where it had to before. */
        synchronized boolean isWhole() {
            whole = !out;
            comingIn.remove(this);
            return whole;
        }

        /** Not once it is whole: somebody works with it then. */
        private void makeRoom() {
            synchronized (this) {
                if (whole || out) {
                    return;
                }
                out = true;
            }
            giveBack();
            outOfRoom.run();
        }

        private synchronized boolean isOut() {
            return out;
        }

        /** Gives all of it back. */
        void giveBack() {
            comingIn.remove(this);
            synchronized (this) {
                beginnings.addAndGet(beginning);
                rests.addAndGet(rest);
                beginning = 0;
                rest = 0;
            }
        }

        private synchronized boolean begins() {
            return beginning < BEGINNING;
        }

        private synchronized int held() {
            return beginning + rest;
        }

        /** Of what somebody else lacks. */
        private synchronized boolean holds(boolean begins) {
            return begins ? beginning > 0 : rest > 0;
        }

        private double pace(long now) {
            return (double) held() / (now - since);
        }
    }

    /** False where nobody is slower, or somebody who has it has it for good. */
    private boolean makeRoomFor(Share one) {
        long now = nanos.getAsLong();
        boolean begins = one.begins();
        // What each has by now, once: it goes on changing while they are compared.
        Map<Share, Double> paces = new HashMap<>();
        for (Share share : comingIn) {
            if (now - share.since > QUICK.toNanos() && (share == one || share.holds(begins))) {
                paces.put(share, share.pace(now));
            }
        }
        Optional<Share> slowest = paces.keySet().stream().min(Comparator.comparing(paces::get));
        if (slowest.isEmpty() || slowest.get() == one) {
            return false;
        }
        slowest.get().makeRoom();
        return true;
    }
}
