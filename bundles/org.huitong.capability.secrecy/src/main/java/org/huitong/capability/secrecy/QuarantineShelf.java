// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;

/** The rows about what is in quarantine. */
final class QuarantineShelf {
    private static final String COLUMNS = "id, seq, platform, sent_at, found_at, acknowledged_at, acknowledged_by";

    private QuarantineShelf() {}

    /** @return false where it is known already: an edit of it came, or something was found of it */
    static boolean add(Connection transaction, Entry.Quarantined entry, Instant now) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT 1 FROM secrecy_quarantine WHERE id = ?")) {
            select.setString(1, entry.id().value());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO secrecy_quarantine (id, seq, platform, sent_at, found_at) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.id().value());
            insert.setLong(2, entry.firstSeq());
            insert.setString(3, entry.platform());
            insert.setLong(4, entry.sentAt().toEpochMilli());
            insert.setLong(5, now.toEpochMilli());
            insert.executeUpdate();
        }
        return true;
    }

    /** @return false where there is none that waits for it */
    static boolean acknowledge(Connection transaction, MessageId id, String account, Instant now) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE secrecy_quarantine SET acknowledged_at = ?, acknowledged_by = ?"
                        + " WHERE id = ? AND acknowledged_at IS NULL")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, account);
            update.setString(3, id.value());
            return update.executeUpdate() == 1;
        }
    }

    /** Those that came last first. */
    static List<Case> before(Connection connection, long seq, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT " + COLUMNS
                + " FROM secrecy_quarantine WHERE seq < ? ORDER BY seq DESC FETCH FIRST " + most + " ROWS ONLY")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                List<Case> cases = new ArrayList<>();
                while (row.next()) {
                    cases.add(of(row));
                }
                return cases;
            }
        }
    }

    /** How many nobody has acknowledged. */
    static int waiting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM secrecy_quarantine WHERE acknowledged_at IS NULL");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Case of(ResultSet row) throws SQLException {
        long at = row.getLong(6);
        Optional<Instant> acknowledgedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
        return new Case(
                new MessageId(row.getString(1)),
                row.getLong(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                acknowledgedAt,
                Optional.ofNullable(row.getString(7)));
    }
}
