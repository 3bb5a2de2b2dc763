// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who saw what within the last ten minutes, in memory: an inbox that is open and refreshes is one reading. It forgets
 * rather than grows, and what it has forgotten is noted once more.
 *
 * @param <T> what is seen
 */
final class Sightings<T> {
    private static final long ONE_READING = TimeUnit.MINUTES.toNanos(10);

    private final LongSupplier nanos;
    private final int most;
    private final Map<Seen<T>, Long> since = new LinkedHashMap<>();

    Sightings(LongSupplier nanos, int most) {
        this.nanos = nanos;
        this.most = most;
    }

    synchronized boolean isNew(String account, T what) {
        Long then = since.get(new Seen<>(account, what));
        return then == null || nanos.getAsLong() - then >= ONE_READING;
    }

    /** The ten minutes begin with the first look, and with the next one after them. */
    synchronized void add(String account, T what) {
        Seen<T> seen = new Seen<>(account, what);
        since.remove(seen);
        since.put(seen, nanos.getAsLong());
        Iterator<Long> oldest = since.values().iterator();
        while (oldest.hasNext() && (isOver(oldest.next()) || since.size() > most)) {
            oldest.remove();
        }
    }

    private boolean isOver(long then) {
        return nanos.getAsLong() - then >= ONE_READING;
    }

    private record Seen<T>(String account, T what) {}
}
