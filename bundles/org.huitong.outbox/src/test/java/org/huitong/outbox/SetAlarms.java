// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.clock.Alarms;

/** Alarms that are set; whoever tests lets them ring. */
record SetAlarms(Map<String, Instant> set) implements Alarms {
    SetAlarms() {
        this(new ConcurrentHashMap<>());
    }

    @Override
    public void set(Connection transaction, String alarm, String key, Instant at) {
        set.put(alarm + " " + key, at);
    }

    @Override
    public void cancel(Connection transaction, String alarm, String key) {
        set.remove(alarm + " " + key);
    }

    @Override
    public Optional<Instant> due(Connection transaction, String alarm, String key) {
        return Optional.ofNullable(set.get(alarm + " " + key));
    }
}
