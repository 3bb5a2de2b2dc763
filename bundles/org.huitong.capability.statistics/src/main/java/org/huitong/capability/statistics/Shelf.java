// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.capability.statistics.Tally.Cell;
import org.huitong.capability.statistics.Tally.Count;
import org.huitong.capability.statistics.Tally.Counted;
import org.huitong.capability.statistics.Tally.Place;

/** The tables that the counting needs. Every statement is valid on both databases. */
final class Shelf {
    /** Ids asked for at once: one statement text, prepared once. */
    private static final int HANDFUL = 64;

    private static final String IDS = "(" + String.join(",", Collections.nCopies(HANDFUL, "?")) + ")";
    private static final String MESSAGES =
            "SELECT id, platform, sent_hour, type, recalled FROM statistics_message WHERE id IN " + IDS;
    private static final String MEMBERS = "SELECT id, department FROM statistics_member WHERE id IN " + IDS;

    Map<String, Counted> known(Connection connection, Set<String> ids) throws SQLException {
        Map<String, Counted> known = new LinkedHashMap<>();
        try (PreparedStatement messages = connection.prepareStatement(MESSAGES);
                PreparedStatement members = connection.prepareStatement(MEMBERS)) {
            Iterator<String> left = ids.iterator();
            while (left.hasNext()) {
                handful(left, messages, members);
                readMessages(messages, known);
                readMembers(members, known);
            }
        }
        return known;
    }

    void keep(Connection connection, Tally tally) throws SQLException {
        keepMessages(connection, tally);
        keepMembers(connection, tally);
        for (Map.Entry<Cell, Count> entry : tally.counts().entrySet()) {
            add(connection, entry.getKey(), entry.getValue());
        }
    }

    private static void handful(Iterator<String> left, PreparedStatement... statements) throws SQLException {
        String last = null;
        for (int i = 1; i <= HANDFUL; i++) {
            last = left.hasNext() ? left.next() : last;
            for (PreparedStatement statement : statements) {
                statement.setString(i, last);
            }
        }
    }

    private static void readMessages(PreparedStatement messages, Map<String, Counted> known) throws SQLException {
        try (ResultSet rows = messages.executeQuery()) {
            while (rows.next()) {
                String platform = rows.getString("platform");
                String type = rows.getString("type");
                Optional<Place> place = type == null
                        ? Optional.empty()
                        : Optional.of(new Place(rows.getInt("sent_hour"), platform, type));
                known.put(
                        rows.getString("id"),
                        new Counted(platform, place, rows.getInt("recalled") != 0, new TreeSet<>()));
            }
        }
    }

    private static void readMembers(PreparedStatement members, Map<String, Counted> known) throws SQLException {
        try (ResultSet rows = members.executeQuery()) {
            while (rows.next()) {
                String department = rows.getString("department");
                known.computeIfPresent(rows.getString("id"), (id, counted) -> counted.in(department));
            }
        }
    }

    private static void keepMessages(Connection connection, Tally tally) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO statistics_message (sent_hour, type, recalled, platform, id) VALUES (?, ?, ?, ?, ?)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE statistics_message SET sent_hour = ?, type = ?, recalled = ?, platform = ? WHERE id = ?")) {
            for (Map.Entry<String, Counted> entry : tally.changed()) {
                Counted counted = entry.getValue();
                PreparedStatement row = tally.before(entry.getKey()).isPresent() ? update : insert;
                if (counted.place().isPresent()) {
                    row.setInt(1, counted.place().get().hour());
                    row.setString(2, counted.place().get().type());
                } else {
                    row.setNull(1, java.sql.Types.INTEGER);
                    row.setNull(2, java.sql.Types.VARCHAR);
                }
                row.setInt(3, counted.recalled() ? 1 : 0);
                row.setString(4, counted.platform());
                row.setString(5, entry.getKey());
                row.addBatch();
            }
            insert.executeBatch();
            update.executeBatch();
        }
    }

    private static void keepMembers(Connection connection, Tally tally) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO statistics_member (id, department) VALUES (?, ?)")) {
            for (Map.Entry<String, Counted> entry : tally.changed()) {
                Set<String> added = new TreeSet<>(entry.getValue().departments());
                tally.before(entry.getKey()).ifPresent(before -> added.removeAll(before.departments()));
                for (String department : added) {
                    insert.setString(1, entry.getKey());
                    insert.setString(2, department);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(Connection connection, Cell cell, Count count) throws SQLException {
        if (count.messages() == 0 && count.recalled() == 0) {
            return;
        }
        String table = cell.ofDepartment() ? "statistics_department" : "statistics_hour";
        String where = cell.ofDepartment() ? " AND department = ?" : "";
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table
                + " SET messages = messages + ?, recalled = recalled + ?"
                + " WHERE sent_hour = ? AND platform = ? AND type = ?" + where)) {
            fill(update, cell, count);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        String columns = cell.ofDepartment() ? ", department" : "";
        String mark = cell.ofDepartment() ? ", ?" : "";
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (messages, recalled, sent_hour, platform, type" + columns + ") VALUES (?, ?, ?, ?, ?" + mark
                + ")")) {
            fill(insert, cell, count);
            insert.executeUpdate();
        }
    }

    private static void fill(PreparedStatement statement, Cell cell, Count count) throws SQLException {
        statement.setLong(1, count.messages());
        statement.setLong(2, count.recalled());
        statement.setInt(3, cell.place().hour());
        statement.setString(4, cell.place().platform());
        statement.setString(5, cell.place().type());
        if (cell.ofDepartment()) {
            statement.setString(6, cell.department());
        }
    }
}
