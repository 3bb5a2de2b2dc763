// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.operation.ReaderBoard;

/** The entries that a reader refused again and again, on disk. */
final class ParkedEntries {
    private ParkedEntries() {}

    static void park(Connection connection, String reader, long seq, String reason, int tries, Instant at)
            throws SQLException {
        if (refused(connection, reader, seq, reason, tries)) {
            return;
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

    /** It was refused once more; false where it is parked no longer. */
    static boolean refused(Connection connection, String reader, long seq, String reason, int tries)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE hub_parked SET tries = tries + ?, reason = ? WHERE reader = ? AND seq = ?")) {
            update.setInt(1, tries);
            update.setString(2, reason);
            update.setString(3, reader);
            update.setLong(4, seq);
            return update.executeUpdate() > 0;
        }
    }

    static boolean take(Connection connection, String reader, long seq) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM hub_parked WHERE reader = ? AND seq = ?")) {
            delete.setString(1, reader);
            delete.setLong(2, seq);
            return delete.executeUpdate() == 1;
        }
    }

    /** What lies behind this line is handed over again anyway: parked as well, it would be handed over twice. */
    static void forgetAfter(Connection connection, String reader, long position) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM hub_parked WHERE reader = ? AND seq > ?")) {
            delete.setString(1, reader);
            delete.setLong(2, position);
            delete.executeUpdate();
        }
    }

    static List<ReaderBoard.Parked> after(Connection connection, String reader, long seq, int limit)
            throws SQLException {
        List<ReaderBoard.Parked> parked = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, reason, tries, since FROM hub_parked WHERE reader = ? AND seq > ? ORDER BY seq"
                        + " FETCH FIRST ? ROWS ONLY")) {
            select.setString(1, reader);
            select.setLong(2, seq);
            select.setInt(3, limit);
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

    static long count(Connection connection, String reader) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT COUNT(*) FROM hub_parked WHERE reader = ?")) {
            select.setString(1, reader);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
