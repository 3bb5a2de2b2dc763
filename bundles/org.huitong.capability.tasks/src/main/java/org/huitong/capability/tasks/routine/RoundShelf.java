// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of recurring tasks, each time. That a round is one row is held by its key. */
final class RoundShelf {
    private RoundShelf() {}

    static void add(Connection connection, Round round) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tasks_round (routine, opens_at, due_at, missed) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, round.routine());
            insert.setLong(2, round.opens().toEpochMilli());
            insert.setLong(3, round.due().toEpochMilli());
            insert.setBoolean(4, round.missed());
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tasks_share (routine, opens_at, number, person, department, task) VALUES (?, ?, ?, ?, ?, ?)")) {
            int number = 0;
            for (Share share : round.shares()) {
                insert.setString(1, round.routine());
                insert.setLong(2, round.opens().toEpochMilli());
                insert.setInt(3, ++number);
                insert.setString(4, share.person().orElse(null));
                insert.setString(5, share.department().orElse(null));
                insert.setString(6, share.task());
                insert.addBatch();
            }
            if (number > 0) {
                insert.executeBatch();
            }
        }
    }

    static Optional<Round> find(Connection connection, String routine, Instant opens) throws SQLException {
        return rounds(connection, "routine = ? AND opens_at = ?", routine, opens.toEpochMilli(), 1).stream()
                .findFirst();
    }

    /** The newest first. */
    static List<Round> before(Connection connection, String routine, long before, int most) throws SQLException {
        return rounds(connection, "routine = ? AND opens_at < ?", routine, before, most);
    }

    private static List<Round> rounds(Connection connection, String where, String routine, long moment, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT opens_at, due_at, missed FROM tasks_round"
                + " WHERE " + where + " ORDER BY opens_at DESC FETCH FIRST " + most + " ROWS ONLY")) {
            select.setString(1, routine);
            select.setLong(2, moment);
            List<Round> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Round(
                            routine,
                            Instant.ofEpochMilli(row.getLong(1)),
                            Instant.ofEpochMilli(row.getLong(2)),
                            row.getBoolean(3),
                            shares(connection, routine, row.getLong(1))));
                }
            }
            return found;
        }
    }

    private static List<Share> shares(Connection connection, String routine, long opens) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT person, department, task FROM tasks_share"
                + " WHERE routine = ? AND opens_at = ? ORDER BY number")) {
            select.setString(1, routine);
            select.setLong(2, opens);
            List<Share> shares = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    shares.add(new Share(
                            Optional.ofNullable(row.getString(1)),
                            Optional.ofNullable(row.getString(2)),
                            row.getString(3)));
                }
            }
            return shares;
        }
    }

    static void forget(Connection connection, String routine, Instant before) throws SQLException {
        for (String table : List.of("tasks_share", "tasks_round")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE routine = ? AND opens_at < ?")) {
                delete.setString(1, routine);
                delete.setLong(2, before.toEpochMilli());
                delete.executeUpdate();
            }
        }
    }
}
