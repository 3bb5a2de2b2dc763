// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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
 * thread, and takes whoever has been at one call for a second for waiting too. A read from a socket looks like work
 * until then: so he also hires where nothing was taken from the queue for several looks.
 */
final class Crew extends AbstractLifeCycle implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final int MOST = 200;
    private static final int HANDS_A_PROCESSOR = 2;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOOKS_WITHOUT_A_CALL = 4;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_SECONDS = 10;
    private static final Runnable NOTHING = () -> {};

    private final String name;
    private final int few;
    /** How many stay where there is nothing to do: the few, and those who run the server's loops. */
    private final int stay;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Collection<Hand> hands = ConcurrentHashMap.newKeySet();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger leaving = new AtomicInteger();
    private final LongAdder taken = new LongAdder();
    private volatile Thread foreman;
    private volatile boolean foremanRests;
    private volatile boolean closing;

    /** @param loops how many of the server's own loops, which have no end, will run here */
    Crew(String name, int processors, int loops) {
        this.name = name;
        this.few = HANDS_A_PROCESSOR * processors;
        this.stay = few + loops;
    }

    @Override
    protected void doStart() {
        closing = false;
        foreman = thread("-foreman", this::look);
        foreman.start();
    }

    /** What is queued is still done. */
    @Override
    protected void doStop() throws InterruptedException {
        Thread old = foreman;
        foreman = null;
        LockSupport.unpark(old);
        old.join();
        closing = true;
        // Whoever leaves wakes the next one.
        queue.add(NOTHING);
    }

    @Override
    public void execute(Runnable call) {
        queue.add(call);
        if (size.get() < stay) {
            hire(stay);
        }
        if (foremanRests) {
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
                begin();
                return;
            }
            now = size.get();
        }
    }

    /** Where the system gives no more threads, those there are go on. */
    private void begin() {
        Hand hand = new Hand();
        try {
            hand.thread.start();
        } catch (Throwable e) {
            size.decrementAndGet();
            LOG.error("No thread could be started for a port port={} threads={}", name, size.get(), e);
        }
    }

    private void look() {
        int idle = 0;
        long before = -1;
        while (foreman == Thread.currentThread()) {
            sleep();
            long now = taken.sum();
            idle = now == before ? idle + 1 : 0;
            before = now;
            int able = size.get() - waiting();
            if (queue.isEmpty()) {
                rest();
            } else if (able < few) {
                for (int i = able; i < few; i++) {
                    hire(MOST);
                }
            } else if (idle >= LOOKS_WITHOUT_A_CALL) {
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
        return closing && queue.isEmpty() || leaving.getAndUpdate(n -> n > 0 ? n - 1 : n) > 0;
    }

    /** With nothing of whoever happened to ask for it: a bundle's class loader would be held by it. */
    private Thread thread(String suffix, Runnable work) {
        Thread thread = new Thread(null, work, "huitong-" + name + suffix, 0, false);
        thread.setContextClassLoader(Crew.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    private final class Hand {
        private final Thread thread = thread("", this::work);
        private volatile long since;
        private volatile boolean busy;

        boolean isWaiting(long now) {
            return busy && (thread.getState() != Thread.State.RUNNABLE || now - since > LONGEST_NANOS);
        }

        private void work() {
            hands.add(this);
            try {
                do {
                    serve();
                } while (!mayLeave());
            } finally {
                hands.remove(this);
                if (size.decrementAndGet() > 0 && closing) {
                    queue.add(NOTHING);
                }
            }
        }

        private void serve() {
            try {
                Runnable call = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (call == null) {
                    leaving.compareAndSet(0, size.get() > stay ? 1 : 0);
                    return;
                }
                taken.increment();
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
