// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Problem;

/**
 * Where bodies wait until they are whole, and stay until their call is over: what is made of one while it is read and
 * used is many times its bytes. Strangers have a room of their own; what is larger than usual has a few places.
 */
final class Anteroom {
    static final int LARGE_AT_ONCE = 4;
    static final int STREAMS_AT_ONCE = 16;
    /** Of one account: whoever sends slowly is in nobody's way but their own. */
    static final int STREAMS_OF_ONE = 2;
    /** Of the heap, for the usual bodies of those who are known; a quarter of that for all strangers. */
    private static final int PART = 64;

    private static final int OF_STRANGERS = 4;

    private final AtomicLong known;
    private final AtomicLong strangers;
    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);
    private final Semaphore streams = new Semaphore(STREAMS_AT_ONCE);
    private final Map<String, Integer> streamsOf = new HashMap<>();

    Anteroom() {
        this(Runtime.getRuntime().maxMemory() / PART);
    }

    Anteroom(long bytes) {
        known = new AtomicLong(bytes);
        strangers = new AtomicLong(bytes / OF_STRANGERS);
    }

    Place place(boolean stranger) {
        return new Place(stranger ? strangers : known);
    }

    /**
     * A place for one that is read as it comes; empty where there is none, or this account has its share. Whoever gets it
     * gives it back.
     *
     * @param account empty for all strangers together
     */
    Optional<Runnable> stream(String account) {
        synchronized (streamsOf) {
            if (streamsOf.getOrDefault(account, 0) >= STREAMS_OF_ONE || !streams.tryAcquire()) {
                return Optional.empty();
            }
            streamsOf.merge(account, 1, Integer::sum);
            return Optional.of(() -> leave(account));
        }
    }

    private void leave(String account) {
        synchronized (streamsOf) {
            streamsOf.computeIfPresent(account, (who, count) -> count == 1 ? null : count - 1);
            streams.release();
        }
    }

    static Problem full() {
        return new Problem(
                503,
                "busy",
                LocalText.of("正在读取的请求太多，请稍后再试。", "Too many bodies are being read already. Try again in a moment."));
    }

    /** One body's. For one thread at a time. */
    final class Place {
        private final AtomicLong room;
        private long taken;
        private boolean isLarge;

        private Place(AtomicLong room) {
            this.room = room;
        }

        /** For so many bytes more; false where so many are not left. */
        boolean take(int bytes) {
            if (isLarge) {
                return true;
            }
            if (taken + bytes > BodyLimit.BYTES) {
                if (!large.tryAcquire()) {
                    return false;
                }
                giveBack();
                isLarge = true;
                return true;
            }
            if (room.addAndGet(-bytes) < 0) {
                room.addAndGet(bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** All of it; doing it again does nothing. */
        void giveBack() {
            room.addAndGet(taken);
            taken = 0;
            if (isLarge) {
                isLarge = false;
                large.release();
            }
        }
    }
}
