// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.Unasked.Gift;
import org.huitong.capability.rights.Unasked.Turn;

/** The table of the times without approvals; what was given in one is read from the versions of both sets. */
final class UnaskedShelf {
    /** A change that was let through before the switch may be kept a moment after it. */
    private static final Duration LATE = Duration.ofMinutes(1);

    private static final int MOST_SHOWN = 50;

    private UnaskedShelf() {}

    /** Approvals have been switched off; where they were off already, that time goes on. */
    static void begin(Connection connection, Turn off) throws SQLException {
        if (number(connection, "SELECT COUNT(*) FROM rights_unasked WHERE on_at IS NULL") > 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rights_unasked"
                + " (id, off_at, off_by, holding_before, role_before) VALUES (?, ?, ?, ?, ?)")) {
            insert.setInt(1, 1 + number(connection, "SELECT COALESCE(MAX(id), 0) FROM rights_unasked"));
            insert.setLong(2, off.at().toEpochMilli());
            insert.setString(3, off.by());
            insert.setInt(4, number(connection, "SELECT version FROM rights_holding_head"));
            insert.setInt(5, number(connection, "SELECT version FROM rights_role_head"));
            insert.executeUpdate();
        }
    }

    static void end(Connection connection, Turn on) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE rights_unasked SET on_at = ?, on_by = ? WHERE on_at IS NULL")) {
            update.setLong(1, on.at().toEpochMilli());
            update.setString(2, on.by());
            update.executeUpdate();
        }
    }

    /** @return false: somebody has done so already */
    static boolean look(Connection connection, int id, Turn seen) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE rights_unasked SET seen_at = ?, seen_by = ? WHERE id = ? AND seen_at IS NULL")) {
            update.setLong(1, seen.at().toEpochMilli());
            update.setString(2, seen.by());
            update.setInt(3, id);
            return update.executeUpdate() == 1;
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** The last of them, newest first. */
    static List<Unasked> all(Connection connection) throws SQLException {
        List<Unasked> all = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, off_at, off_by, on_at, on_by, seen_at, seen_by,"
                        + " holding_before, role_before FROM rights_unasked ORDER BY id DESC")) {
            select.setMaxRows(MOST_SHOWN);
            try (ResultSet row = select.executeQuery()) {
                // What is of a later time is not told twice, however soon it began.
                int lastHolding = Integer.MAX_VALUE;
                int lastRole = Integer.MAX_VALUE;
                while (row.next()) {
                    Optional<Turn> on = turn(row, 4);
                    long until =
                            on.map(turn -> turn.at().plus(LATE).toEpochMilli()).orElse(Long.MAX_VALUE);
                    List<Gift> given =
                            new ArrayList<>(holdings(connection, new Stretch(row.getInt(8), lastHolding, until)));
                    given.addAll(roles(connection, new Stretch(row.getInt(9), lastRole, until)));
                    given.sort(Comparator.comparing(Gift::at));
                    all.add(new Unasked(
                            row.getInt(1), turn(row, 2).orElseThrow(), on, List.copyOf(given), turn(row, 6)));
                    lastHolding = row.getInt(8);
                    lastRole = row.getInt(9);
                }
            }
        }
        return all;
    }

    private static Optional<Turn> turn(ResultSet row, int column) throws SQLException {
        long at = row.getLong(column);
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Turn(Instant.ofEpochMilli(at), row.getString(column + 1)));
    }

    private static List<Gift> holdings(Connection connection, Stretch stretch) throws SQLException {
        return gifts(
                connection,
                "SELECT v.made_at, v.made_by, h.id, h.roles FROM rights_holding_version v JOIN rights_holding h"
                        + " ON h.version = v.version WHERE v.version > ? AND v.version <= ? AND v.made_at <= ?",
                stretch,
                row -> new Gift(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        Optional.of(row.getString(3)),
                        Optional.ofNullable(row.getString(4)).stream()
                                .flatMap(String::lines)
                                .map(line -> Held.ofLine(line).role())
                                .toList()));
    }

    private static List<Gift> roles(Connection connection, Stretch stretch) throws SQLException {
        return gifts(
                connection,
                "SELECT v.made_at, v.made_by, r.id FROM rights_role_version v JOIN rights_role r"
                        + " ON r.version = v.version WHERE v.version > ? AND v.version <= ? AND v.made_at <= ?",
                stretch,
                row -> new Gift(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        Optional.empty(),
                        List.of(row.getString(3))));
    }

    /** Versions of a set: those after one, up to another, and not later than a moment. */
    private record Stretch(int before, int last, long until) {}

    private interface Reading {
        Gift of(ResultSet row) throws SQLException;
    }

    private static List<Gift> gifts(Connection connection, String sql, Stretch stretch, Reading reading)
            throws SQLException {
        List<Gift> gifts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, stretch.before());
            select.setInt(2, stretch.last());
            select.setLong(3, stretch.until());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gifts.add(reading.of(row));
                }
            }
        }
        return gifts;
    }
}
