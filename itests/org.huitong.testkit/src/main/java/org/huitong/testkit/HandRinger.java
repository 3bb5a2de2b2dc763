// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarm.After;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.clock.Alarms;
import org.huitong.api.store.Transactions;

/** Rings the alarms of the real table by hand, one after the other, as a test turns the clock. */
public final class HandRinger {
    private static final String ALARM = " AND alarm = ? AND alarm_key = ?";

    private final Transactions store;
    private final Alarms alarms;
    private final Map<String, Alarm> named = new TreeMap<>();

    public HandRinger(Transactions store, Alarms alarms) {
        this.store = store;
        this.alarms = alarms;
    }

    public HandRinger with(String name, Alarm alarm) {
        named.put(name, alarm);
        return this;
    }

    /** The next moment in which anything is due. */
    public Optional<Instant> next() {
        return store.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT MIN(due_at) FROM clock_alarm WHERE rung = FALSE");
                    ResultSet row = select.executeQuery()) {
                row.next();
                long due = row.getLong(1);
                return row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(due));
            }
        });
    }

    /** Rings whatever is due now, the oldest first, until nothing is. */
    public void ringAll(Instant now) {
        while (ringOne(now)) {
            // Each may have set another.
        }
    }

    private boolean ringOne(Instant now) {
        Optional<Due> due = store.read(connection -> due(connection, now));
        due.ifPresent(one -> {
            Alarm prepared = named.get(one.name()).prepare(one.ring().key());
            store.write(connection -> {
                ring(connection, one, prepared);
                return null;
            });
        });
        return due.isPresent();
    }

    private record Due(String name, Ring ring) {}

    private static Optional<Due> due(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT alarm, alarm_key, due_at FROM clock_alarm"
                + " WHERE rung = FALSE AND due_at <= ? ORDER BY due_at, alarm, alarm_key FETCH FIRST 1 ROWS ONLY")) {
            select.setLong(1, now.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Due(
                                row.getString(1),
                                new Ring(row.getString(2), Instant.ofEpochMilli(row.getLong(3)), now)))
                        : Optional.empty();
            }
        }
    }

    private void ring(Connection connection, Due due, Alarm prepared) throws SQLException {
        String key = due.ring().key();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE clock_alarm SET rung = TRUE WHERE rung = FALSE" + ALARM)) {
            update.setString(1, due.name());
            update.setString(2, key);
            update.executeUpdate();
        }
        if (prepared.ring(connection, due.ring()) instanceof After.Again again) {
            alarms.set(connection, due.name(), key, again.at());
        }
    }
}
