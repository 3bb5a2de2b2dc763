// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.huitong.api.clock.Ticks;

/** Ticks by a thread of the test's own. */
final class RealTicks implements Ticks, AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @Override
    public Tick after(Duration pause, Runnable work) {
        return tick(thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public Tick every(Duration pause, Runnable work) {
        return tick(thread.scheduleWithFixedDelay(work, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Tick tick(Future<?> future) {
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
