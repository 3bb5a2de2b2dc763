// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.text.Unquoted;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's one timer. Two threads, so that one call that takes longer than it should does not stop the clock. */
@Component(service = Wheel.class)
public final class Wheel {
    private static final Logger LOG = LoggerFactory.getLogger(Wheel.class);
    private static final int THREADS = 2;

    private final AtomicInteger made = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(THREADS, this::thread);

    public Wheel() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "huitong-clock-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    Tick after(Duration pause, Runnable work) {
        return tick(() -> timer.schedule(guarded(work), pause.toNanos(), TimeUnit.NANOSECONDS));
    }

    Tick every(Duration pause, Runnable work) {
        return tick(() -> timer.scheduleWithFixedDelay(
                guarded(work), pause.toNanos(), Math.max(1, pause.toNanos()), TimeUnit.NANOSECONDS));
    }

    /** A wheel that stops takes nothing on: the hub is ending. */
    private static Tick tick(Supplier<ScheduledFuture<?>> order) {
        try {
            ScheduledFuture<?> ordered = order.get();
            return () -> ordered.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | LinkageError e) {
                LOG.error("What was to be done in a while failed", Unquoted.of(e));
            }
        };
    }

    /** Never interrupts: work on the embedded database must not meet that. */
    @Deactivate
    void stop() {
        timer.shutdown();
    }
}
