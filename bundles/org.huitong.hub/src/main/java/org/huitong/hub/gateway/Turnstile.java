// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets calls in no faster than the log takes them. What is read by a connector and judged is many objects, which live
 * until the commit: of thousands that come at once all but some wait in front of that, as the bytes that they are.
 *
 * <p>Why none waits for ever: a place is taken before a call is let in and given back when its ticket is, once, however
 * the call ends or when it only waits for a connector that is away; and whoever gives one back, or gets in line, lets in
 * the first one of the line for each place that is free.
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
    private final Queue<Ticket> line = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** A call that may have to wait. */
    interface Call {
        void enter();

        void turnAway(String reason);
    }

    /** Of one call. */
    final class Ticket {
        private final Call call;
        private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.OUTSIDE);

        private Ticket(Call call) {
            this.call = call;
        }

        /** Enters, on the calling thread where there is a place and nobody in line, or gets in line. */
        void present() {
            come(this);
        }

        /**
         * Frees the place for another; doing it again does nothing. Whoever does it while in line enters all the same
         * when the time comes, and keeps no place.
         */
        void giveBack() {
            if (standing.getAndSet(Standing.OVER) == Standing.INSIDE) {
                leave();
            }
        }

        /** With a place taken. */
        private void enter() {
            if (!standing.compareAndSet(Standing.OUTSIDE, Standing.INSIDE)) {
                leave();
            }
            try {
                call.enter();
            } catch (RuntimeException | Error e) {
                // Errors too: nobody else knows of this place.
                giveBack();
                throw e;
            }
        }
    }

    private enum Standing {
        OUTSIDE,
        INSIDE,
        OVER
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

    Ticket ticket(Call call) {
        return new Ticket(call);
    }

    private void come(Ticket ticket) {
        if (closed) {
            ticket.call.turnAway(GOING_DOWN);
        } else if (line.isEmpty() && takePlace()) {
            ticket.enter();
        } else if (inLine.incrementAndGet() > mostWaiting) {
            inLine.decrementAndGet();
            ticket.call.turnAway("The queue is full.");
        } else {
            line.add(ticket);
            letIn();
            if (closed) {
                close();
            }
        }
    }

    private void leave() {
        inside.decrementAndGet();
        letIn();
    }

    private void letIn() {
        while (!line.isEmpty() && takePlace()) {
            Ticket first = line.poll();
            if (first == null) {
                // Somebody who saw no place because of this one has left it to us to look again.
                inside.decrementAndGet();
            } else {
                letIn(first);
            }
        }
    }

    private void letIn(Ticket ticket) {
        try {
            threads.execute(() -> {
                inLine.decrementAndGet();
                if (closed) {
                    inside.decrementAndGet();
                    ticket.call.turnAway(GOING_DOWN);
                } else {
                    ticket.enter();
                }
            });
        } catch (RejectedExecutionException e) {
            inLine.decrementAndGet();
            // Not by leaving, which would let in the next one from here, and so on down the line.
            inside.decrementAndGet();
            ticket.call.turnAway(GOING_DOWN);
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
        for (Ticket ticket = line.poll(); ticket != null; ticket = line.poll()) {
            inLine.decrementAndGet();
            ticket.call.turnAway(GOING_DOWN);
        }
    }
}
