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
import java.util.OptionalInt;

/**
 * How far a reader has come, on disk.
 *
 * @param position the last line it has taken
 * @param liveFrom lines up to here are replays for it
 * @param edition of what it keeps, as it was when the cursor was last begun; empty where a hub that knows of no editions
 *     has moved the cursor since
 */
record Cursor(long position, long liveFrom, OptionalInt edition) {
    /** The same reader, further on. */
    Cursor at(long line) {
        return new Cursor(line, liveFrom, edition);
    }

    static Optional<Cursor> of(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT position, live_from, edition, edition_position FROM hub_reader WHERE name = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        }
    }

    private static Cursor of(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        long knownPosition = row.getLong(4);
        boolean known = row.wasNull() || knownPosition == position;
        return new Cursor(position, row.getLong(2), known ? OptionalInt.of(row.getInt(3)) : OptionalInt.empty());
    }

    /** A reader that was never seen before. */
    static Cursor begin(Connection connection, String reader, int edition, long position, long head)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO hub_reader (name, position, live_from, edition, edition_position) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, reader);
            insert.setLong(2, position);
            insert.setLong(3, head);
            insert.setInt(4, edition);
            insert.setLong(5, position);
            insert.executeUpdate();
        }
        return new Cursor(position, head, OptionalInt.of(edition));
    }

    /** A reader that comes with another edition. */
    static Cursor beginAgain(Connection connection, String reader, int edition, long position) throws SQLException {
        set(connection, reader, position);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE hub_reader SET edition = ? WHERE name = ?")) {
            update.setInt(1, edition);
            update.setString(2, reader);
            update.executeUpdate();
        }
        return of(connection, reader).orElseThrow();
    }

    /** The last line that came in before this time, 0 where all came later. */
    static long lastBefore(Connection connection, Instant time) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT MAX(seq) FROM hub_journal WHERE received_at < ?")) {
            select.setLong(1, time.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Moves on, in the transaction of the effect; false where somebody else has moved it, in which case the transaction
     * must not be committed.
     */
    static boolean move(Connection connection, String reader, int edition, long from, long to) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE hub_reader SET position = ?,"
                + " edition_position = ? WHERE name = ? AND position = ? AND edition = ?")) {
            update.setLong(1, to);
            update.setLong(2, to);
            update.setString(3, reader);
            update.setLong(4, from);
            update.setInt(5, edition);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Sets the reader to another place, and forgets what is parked beyond it; false where there is no such reader. What
     * it was handed before is replayed to it, what it never came to is as live as it was.
     */
    static boolean set(Connection connection, String reader, long position) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE hub_reader SET position = ?, edition_position = ?, live_from ="
                        + " CASE WHEN position > live_from THEN position ELSE live_from END WHERE name = ?")) {
            update.setLong(1, position);
            update.setLong(2, position);
            update.setString(3, reader);
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        ParkedEntries.forgetAfter(connection, reader, position);
        return true;
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
