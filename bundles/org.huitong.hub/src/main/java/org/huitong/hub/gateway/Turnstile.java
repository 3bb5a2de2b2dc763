// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets calls in no faster than the log takes them. What is read by a connector and judged is many objects, which live
 * until the commit: of thousands that come at once all but some wait in front of that, as the bytes that they are.
 *
 * <p>Why none waits for ever: a place is taken before a call is let in and given back when it is over, however it ends,
 * or when it only waits for a connector that is away; and whoever gives one back, or gets in line, lets in the first one
 * of the line for each place that is free.
 */
final class Turnstile implements AutoCloseable {
    /** Enough for the writer to have a full batch at hand while it writes one. */
    private static final int PLACES = 1_000;

    private static final int MOST_WAITING = 20_000;
    private static final String GOING_DOWN = "The hub is going down.";

    private final int places;
    private final int mostWaiting;
    private final Executor threads;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger inLine = new AtomicInteger();
    private final Queue<Call> line = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** A call that may have to wait. */
    interface Call {
        /** @param place to be given back */
        void enter(Place place);

        void turnAway(String reason);
    }

    /** Of one call; giving it back again does nothing. */
    final class Place {
        private final AtomicBoolean taken = new AtomicBoolean(true);

        void giveBack() {
            if (taken.compareAndSet(true, false)) {
                inside.decrementAndGet();
                letIn();
            }
        }
    }

    /** @param threads for calls that have waited */
    Turnstile(Executor threads) {
        this(PLACES, MOST_WAITING, threads);
    }

    Turnstile(int places, int mostWaiting, Executor threads) {
        this.places = places;
        this.mostWaiting = mostWaiting;
        this.threads = threads;
    }

    int waiting() {
        return inLine.get();
    }

    /** On the calling thread where there is a place and nobody in line. */
    void come(Call call) {
        if (closed) {
            call.turnAway(GOING_DOWN);
        } else if (line.isEmpty() && takePlace()) {
            call.enter(new Place());
        } else if (inLine.incrementAndGet() > mostWaiting) {
            inLine.decrementAndGet();
            call.turnAway("The queue is full.");
        } else {
            line.add(call);
            letIn();
            if (closed) {
                close();
            }
        }
    }

    private void letIn() {
        while (!line.isEmpty() && takePlace()) {
            Call first = line.poll();
            if (first == null) {
                // Somebody who saw no place because of this one has left it to us to look again.
                inside.decrementAndGet();
            } else {
                enter(first);
            }
        }
    }

    private void enter(Call call) {
        try {
            threads.execute(() -> {
                inLine.decrementAndGet();
                if (closed) {
                    inside.decrementAndGet();
                    call.turnAway(GOING_DOWN);
                } else {
                    call.enter(new Place());
                }
            });
        } catch (RejectedExecutionException e) {
            inLine.decrementAndGet();
            // Not given back by a place, which would let in the next one from here, and so on down the line.
            inside.decrementAndGet();
            call.turnAway(GOING_DOWN);
        }
    }

    private boolean takePlace() {
        for (int now = inside.get(); now < places; now = inside.get()) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Who is in line is turned away, and who comes from now on. */
    @Override
    public void close() {
        closed = true;
        for (Call call = line.poll(); call != null; call = line.poll()) {
            inLine.decrementAndGet();
            call.turnAway(GOING_DOWN);
        }
    }
}
