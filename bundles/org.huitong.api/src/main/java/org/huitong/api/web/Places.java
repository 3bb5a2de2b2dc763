// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.huitong.api.text.LocalText;

/**
 * What costs much memory or time is done by a few callers at once; the others wait for a moment, in the order in which
 * they came, and are then told to come again. For any number of threads.
 *
 * <pre>{@code
 * try (Places.Place place = places.take()) {
 *     return press.file(report);
 * }
 * }</pre>
 */
public final class Places {
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore free;
    private final LocalText busy;

    /** A place that somebody has, until it is closed. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param atOnce how many there are
     * @param busy what callers are told for whom there is none
     */
    public Places(int atOnce, LocalText busy) {
        this.free = new Semaphore(atOnce, true);
        this.busy = Objects.requireNonNull(busy);
    }

    /**
     * Waits for a place, ten seconds at most.
     *
     * @throws Problem of 503 where there is none by then, or where the thread was interrupted
     */
    public Place take() {
        try {
            if (free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem(503, "busy", busy);
    }
}
