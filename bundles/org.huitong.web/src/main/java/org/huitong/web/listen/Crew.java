// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that serve one port: a few for each processor, and one more for each that waits for something else than a
 * processor. A pool that has a thread for every call wakes one for every call: under load that costs as much as reading
 * the call does, and hundreds of them take turns on processors that could have been through with the first ones.
 *
 * <p>A foreman looks at them every few milliseconds while calls are queued. He sees who waits by the state of the
 * thread, and takes whoever has been at one call for a second for waiting too: a read from a socket looks like work, and
 * so do the server's own loops, which have no end. So a call that hangs costs the others a look, and no more.
 */
final class Crew extends AbstractLifeCycle implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final int MOST = 200;
    private static final int HANDS_A_PROCESSOR = 2;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final int few;
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Collection<Hand> hands = ConcurrentHashMap.newKeySet();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger leaving = new AtomicInteger();
    private volatile Thread foreman;
    private volatile boolean foremanRests;
    private volatile boolean closing;

    Crew(String name, int processors) {
        this.name = name;
        this.few = HANDS_A_PROCESSOR * processors;
    }

    @Override
    protected void doStart() {
        closing = false;
        foreman = new Thread(this::look, "huitong-" + name + "-foreman");
        foreman.setDaemon(true);
        foreman.start();
    }

    /** Whoever is at a call finishes it. */
    @Override
    protected void doStop() {
        Thread old = foreman;
        foreman = null;
        LockSupport.unpark(old);
        closing = true;
        for (int i = size.get(); i > 0; i--) {
            queue.add(() -> {});
        }
    }

    @Override
    public void execute(Runnable call) {
        queue.add(call);
        if (size.get() < few) {
            hire(few);
        } else if (foremanRests) {
            LockSupport.unpark(foreman);
        }
    }

    int size() {
        return size.get();
    }

    private void hire(int most) {
        int now = size.get();
        while (now < most) {
            if (size.compareAndSet(now, now + 1)) {
                new Hand().start();
                return;
            }
            now = size.get();
        }
    }

    private void look() {
        while (foreman == Thread.currentThread()) {
            sleep();
            int able = size.get() - waiting();
            if (queue.isEmpty()) {
                rest();
            } else if (able < few) {
                hire(MOST);
            } else {
                leaving.set(able - few);
            }
        }
    }

    private void rest() {
        foremanRests = true;
        // Asked again, since a call that came before the line above has woken nobody.
        if (queue.isEmpty() && foreman == Thread.currentThread()) {
            LockSupport.park(this);
        }
        foremanRests = false;
    }

    private static void sleep() {
        long end = System.nanoTime() + LOOK_NANOS;
        for (long left = LOOK_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private int waiting() {
        long now = System.nanoTime();
        int waiting = 0;
        for (Hand hand : hands) {
            waiting += hand.isWaiting(now) ? 1 : 0;
        }
        return waiting;
    }

    private boolean mayLeave() {
        return closing || leaving.get() > 0 && leaving.getAndDecrement() > 0;
    }

    private final class Hand extends Thread {
        private volatile long since;
        private volatile boolean busy;

        Hand() {
            super("huitong-" + name);
            setDaemon(true);
        }

        boolean isWaiting(long now) {
            return busy && (getState() != State.RUNNABLE || now - since > LONGEST_NANOS);
        }

        @Override
        public void run() {
            hands.add(this);
            try {
                do {
                    serve();
                } while (!mayLeave());
            } finally {
                hands.remove(this);
                size.decrementAndGet();
            }
        }

        private void serve() {
            try {
                Runnable call = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (call == null) {
                    leaving.compareAndSet(0, size.get() > few ? 1 : 0);
                    return;
                }
                since = System.nanoTime();
                busy = true;
                call.run();
            } catch (InterruptedException e) {
                LOG.debug("Whoever interrupts a thread of the server means the call that it was at", e);
            } catch (RuntimeException | Error e) {
                LOG.error("A call broke in the server itself", e);
            } finally {
                busy = false;
            }
        }
    }
}
