// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.operation.ReaderBoard;

/**
 * How far a reader has come, on disk.
 *
 * @param position the last line it has taken
 * @param liveFrom lines up to here are replays for it
 */
record Cursor(long position, long liveFrom) {
    static Optional<Cursor> of(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT position, live_from FROM hub_reader WHERE name = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Cursor(row.getLong(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    /** A reader that was never seen before. */
    static Cursor begin(Connection connection, String reader, long position, long head) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO hub_reader (name, position, live_from) VALUES (?, ?, ?)")) {
            insert.setString(1, reader);
            insert.setLong(2, position);
            insert.setLong(3, head);
            insert.executeUpdate();
        }
        return new Cursor(position, head);
    }

    /**
     * Moves on, in the transaction of the effect; false where somebody else has moved it, in which case the transaction
     * must not be committed.
     */
    static boolean move(Connection connection, String reader, long from, long to) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE hub_reader SET position = ? WHERE name = ? AND position = ?")) {
            update.setLong(1, to);
            update.setString(2, reader);
            update.setLong(3, from);
            return update.executeUpdate() == 1;
        }
    }

    static boolean set(Connection connection, String reader, long position, long liveFrom) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE hub_reader SET position = ?, live_from = ? WHERE name = ?")) {
            update.setLong(1, position);
            update.setLong(2, liveFrom);
            update.setString(3, reader);
            return update.executeUpdate() == 1;
        }
    }

    static void park(Connection connection, String reader, long seq, String reason, int tries, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE hub_parked SET tries = tries + ?, reason = ? WHERE reader = ? AND seq = ?")) {
            update.setInt(1, tries);
            update.setString(2, reason);
            update.setString(3, reader);
            update.setLong(4, seq);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_parked (reader, seq, reason, tries, since) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, reader);
            insert.setLong(2, seq);
            insert.setString(3, reason);
            insert.setInt(4, tries);
            insert.setLong(5, at.toEpochMilli());
            insert.executeUpdate();
        }
    }

    static boolean unpark(Connection connection, String reader, long seq) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM hub_parked WHERE reader = ? AND seq = ?")) {
            delete.setString(1, reader);
            delete.setLong(2, seq);
            return delete.executeUpdate() == 1;
        }
    }

    static List<ReaderBoard.Parked> parked(Connection connection, String reader, int limit) throws SQLException {
        List<ReaderBoard.Parked> parked = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, reason, tries, since FROM hub_parked WHERE reader = ? ORDER BY seq"
                        + " FETCH FIRST ? ROWS ONLY")) {
            select.setString(1, reader);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    parked.add(new ReaderBoard.Parked(
                            reader,
                            row.getLong(1),
                            row.getString(2),
                            row.getInt(3),
                            Instant.ofEpochMilli(row.getLong(4))));
                }
            }
        }
        return parked;
    }

    static long parkedCount(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT COUNT(*) FROM hub_parked WHERE reader = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name FROM hub_reader ORDER BY name");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
