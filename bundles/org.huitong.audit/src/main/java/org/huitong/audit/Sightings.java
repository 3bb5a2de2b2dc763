// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.huitong.api.message.MessageId;

/**
 * Who saw what within the last ten minutes, in memory: an inbox that is open and refreshes is one reading. It forgets
 * rather than grows, and what it has forgotten is noted once more.
 */
final class Sightings {
    private static final long ONE_READING = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST = 200_000;

    private final LongSupplier nanos;
    private final Map<Seen, Long> since = new LinkedHashMap<>();

    Sightings(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isNew(String account, MessageId message) {
        Long then = since.get(new Seen(account, message));
        return then == null || nanos.getAsLong() - then >= ONE_READING;
    }

    /** The ten minutes begin with the first look, and with the next one after them. */
    synchronized void add(String account, MessageId message) {
        Seen seen = new Seen(account, message);
        since.remove(seen);
        since.put(seen, nanos.getAsLong());
        Iterator<Long> oldest = since.values().iterator();
        while (oldest.hasNext() && (isOver(oldest.next()) || since.size() > MOST)) {
            oldest.remove();
        }
    }

    private boolean isOver(long then) {
        return nanos.getAsLong() - then >= ONE_READING;
    }

    private record Seen(String account, MessageId message) {}
}
