// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How a desk's thread is woken, and asked to do something on behalf of another thread: a reader is called on one thread
 * at a time, also where an operator wants something of it.
 */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final Queue<FutureTask<Boolean>> errands = new ArrayDeque<>();
    private boolean news;
    private boolean closed;

    /** Something is new. */
    void ring() {
        lock.lock();
        try {
            // Who has not looked since the last time is not waked by each line more.
            if (!news) {
                news = true;
                rung.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits from now on, and no errand is taken any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            errands.forEach(e -> e.cancel(false));
            errands.clear();
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Has it done on the desk's thread; false where it said no, or had no answer within the limit. */
    boolean send(Callable<Boolean> work, Duration limit) {
        FutureTask<Boolean> errand = new FutureTask<>(work);
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            errands.add(errand);
            rung.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            return errand.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // One that has not begun never will: nobody would learn of what came of it.
            errand.cancel(false);
            return false;
        } catch (CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            errand.cancel(false);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** On the desk's thread: does what waits to be done; a desk that always has something to read waits for nothing. */
    void doErrands() throws InterruptedException {
        pause(Duration.ZERO);
    }

    /** On the desk's thread: waits for news, doing errands; returns at once where there were some already. */
    void await(Duration atMost) throws InterruptedException {
        await(atMost, true);
    }

    /**
     * On the desk's thread: waits for all of the time, whatever news there are, since under load there are always some;
     * errands are done meanwhile.
     */
    void pause(Duration time) throws InterruptedException {
        await(time, false);
    }

    private void await(Duration atMost, boolean untilNews) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            FutureTask<Boolean> errand;
            lock.lockInterruptibly();
            try {
                long left = end - System.nanoTime();
                if (errands.isEmpty() && !closed && left > 0 && !(untilNews && news)) {
                    rung.awaitNanos(left);
                }
                errand = errands.poll();
                if (errand == null && (closed || end - System.nanoTime() <= 0 || untilNews && news)) {
                    news = untilNews ? false : news;
                    return;
                }
            } finally {
                lock.unlock();
            }
            if (errand != null) {
                errand.run();
            }
        }
    }
}
