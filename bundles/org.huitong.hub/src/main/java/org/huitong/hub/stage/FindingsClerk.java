// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.huitong.api.clock.Clock;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the findings that are owed are made up, each stage's on a thread of its own so that one that hangs
 * holds up nobody else: neither other stages nor its own successor. A finding and the payment of its debt are one
 * transaction: each is made exactly once, also after a crash.
 */
@Component(service = FindingsClerk.class, immediate = true)
public final class FindingsClerk {
    private static final Logger LOG = LoggerFactory.getLogger(FindingsClerk.class);
    private static final long LOOK_MILLIS = 200;

    private final StageBench bench;
    private final Journal journal;
    private final Clock time;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(named("huitong-findings"));
    private final ExecutorService workers = Executors.newCachedThreadPool(named("huitong-findings-stage"));
    /** By seat and not by name, since a stage that was exchanged has a new seat. Only the clock's thread touches it. */
    private final Map<StageSeat, FutureTask<Void>> working = new HashMap<>();

    @Activate
    public FindingsClerk(@Reference StageBench bench, @Reference Journal journal, @Reference Clock time) {
        this.bench = bench;
        this.journal = journal;
        this.time = time;
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
    }

    private void look() {
        try {
            List<StageSeat> seats = bench.seats();
            working.forEach((seat, task) -> {
                if (!seats.contains(seat) && !task.isDone()) {
                    LOG.warn("A stage left in the middle of an owed finding; it is let go stage={}", seat.name());
                    task.cancel(true);
                }
            });
            working.values().removeIf(FutureTask::isDone);
            for (StageSeat seat : seats) {
                if (seat.present() && !working.containsKey(seat)) {
                    FutureTask<Void> task = new FutureTask<>(new Arrears(seat, bench, journal, time), null);
                    working.put(seat, task);
                    workers.execute(task);
                }
            }
        } catch (RuntimeException | Error e) {
            // Such as no memory for a thread: a clock whose work throws stands still for ever.
            LOG.error("Nobody could be sent to make up findings; it is tried again", Unquoted.of(e));
        }
    }

    /** A stage that never comes back keeps its thread: it must not keep the hub from stopping. */
    private static ThreadFactory named(String name) {
        return run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
