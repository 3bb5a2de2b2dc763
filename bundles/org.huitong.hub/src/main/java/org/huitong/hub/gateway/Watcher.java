// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after calls on their way, every few milliseconds: one that a plug holds too long is taken out of its hands. */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final long LOOK_MILLIS = 5;

    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "huitong-gateway-watch"));

    Watcher() {
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void watch(Visit visit) {
        visits.add(visit);
    }

    int onTheirWay() {
        return visits.size();
    }

    private void look() {
        long now = System.nanoTime();
        for (Visit visit : visits) {
            try {
                visit.look(now);
            } catch (RuntimeException e) {
                LOG.error("A call could not be looked after", e);
            }
            if (visit.ended()) {
                visits.remove(visit);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        visits.forEach(Visit::abandon);
    }
}
