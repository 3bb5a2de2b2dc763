// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured, in minutes, hours and days: of each stretch the least, the most, and what their mean is made of. A
 * measurement adds to all three at once, so nothing is ever summed up later, and a year is some hundred rows.
 */
public final class History {
    private static final String ADD = "UPDATE monitor_history SET least = CASE WHEN least > ? THEN ? ELSE least END,"
            + " most = CASE WHEN most < ? THEN ? ELSE most END, total = total + ?, times = times + 1"
            + " WHERE name = ? AND grain = ? AND begins = ?";
    private static final String BEGIN =
            "INSERT INTO monitor_history (name, grain, begins, least, most, total, times) VALUES (?, ?, ?, ?, ?, ?, 1)";

    private final ZoneId zone;

    public History(ZoneId zone) {
        this.zone = zone;
    }

    /** One stretch of the past. */
    public record Stretch(Instant begins, double least, double mean, double most, int times) {}

    public void add(Connection connection, Collection<Reading> readings, Instant now) throws SQLException {
        List<Reading> all = List.copyOf(readings);
        for (Grain grain : Grain.values()) {
            long begins = grain.begin(now, zone).toEpochMilli();
            int[] known = add(connection, all, grain, begins);
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                for (int i = 0; i < known.length; i++) {
                    if (known[i] == 0) {
                        double value = all.get(i).value();
                        insert.setString(1, all.get(i).name());
                        insert.setString(2, grain.sign());
                        insert.setLong(3, begins);
                        insert.setDouble(4, value);
                        insert.setDouble(5, value);
                        insert.setDouble(6, value);
                        insert.executeUpdate();
                    }
                }
            }
        }
    }

    private static int[] add(Connection connection, List<Reading> all, Grain grain, long begins) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADD)) {
            for (Reading reading : all) {
                for (int i = 1; i <= 5; i++) {
                    update.setDouble(i, reading.value());
                }
                update.setString(6, reading.name());
                update.setString(7, grain.sign());
                update.setLong(8, begins);
                update.addBatch();
            }
            return all.isEmpty() ? new int[0] : update.executeBatch();
        }
    }

    /** The stretches of one name that are kept, the oldest first. */
    public List<Stretch> of(Connection connection, String name, Grain grain, Instant from) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT begins, least, total, most, times FROM monitor_history"
                        + " WHERE name = ? AND grain = ? AND begins >= ? ORDER BY begins")) {
            select.setString(1, name);
            select.setString(2, grain.sign());
            select.setLong(3, from.toEpochMilli());
            List<Stretch> stretches = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int times = row.getInt(5);
                    stretches.add(new Stretch(
                            Instant.ofEpochMilli(row.getLong(1)),
                            row.getDouble(2),
                            row.getDouble(3) / times,
                            row.getDouble(4),
                            times));
                }
            }
            return stretches;
        }
    }

    /** All that was measured in the stretch which begins then, by the name. */
    public Map<String, Stretch> all(Connection connection, Grain grain, Instant begins) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, least, total, most, times" + " FROM monitor_history WHERE grain = ? AND begins = ?")) {
            select.setString(1, grain.sign());
            select.setLong(2, begins.toEpochMilli());
            Map<String, Stretch> all = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int times = row.getInt(5);
                    all.put(
                            row.getString(1),
                            new Stretch(begins, row.getDouble(2), row.getDouble(3) / times, row.getDouble(4), times));
                }
            }
            return all;
        }
    }

    public void forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM monitor_history WHERE grain = ? AND begins < ?")) {
            for (Grain grain : Grain.values()) {
                delete.setString(1, grain.sign());
                delete.setLong(2, grain.oldest(now, zone).toEpochMilli());
                delete.executeUpdate();
            }
        }
    }
}
