// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after calls on their way, every few milliseconds: one that a plug holds too long is taken out of its hands. Where
 * there are thousands it looks less often, so that looking takes only a small part of a processor.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A pause of the machine in the middle of a look must not put off the next one: platforms wait for these calls. */
    private static final long SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int RESTS_A_LOOK = 50;

    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "huitong-gateway-watch"));

    private volatile boolean closed;

    Watcher() {
        clock.execute(this::look);
    }

    void watch(Visit visit) {
        visits.add(visit);
        if (closed) {
            visit.abandon();
        }
    }

    int onTheirWay() {
        return visits.size();
    }

    private void look() {
        long now = System.nanoTime();
        try {
            lookAt(now);
        } finally {
            long rest = RESTS_A_LOOK * (System.nanoTime() - now);
            again(Math.min(SELDOM_NANOS, Math.max(LOOK_NANOS, rest)));
        }
    }

    private void again(long nanos) {
        try {
            clock.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The gateway has closed: what was on its way was abandoned", e);
        }
    }

    private void lookAt(long now) {
        for (Visit visit : visits) {
            try {
                visit.look(now);
            } catch (RuntimeException | Error e) {
                LOG.error("A call could not be looked after", Unquoted.of(e));
            }
            if (visit.ended()) {
                visits.remove(visit);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        visits.forEach(Visit::abandon);
    }
}
