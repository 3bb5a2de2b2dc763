// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How far digests are: of each window, and of each person. */
final class DigestShelf {
    private DigestShelf() {}

    /**
     * A window that is being sent.
     *
     * @param upTo the last place in the log that is in it
     * @param person whose digest was the last; empty at the beginning
     */
    record Window(Instant ends, long upTo, String person) {}

    /** @param upTo up to where in the log they have had digests */
    record Reader(long upTo, boolean wants) {}

    static Optional<Window> window(Connection connection, Instant ends) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT upto, person FROM attention_window WHERE ends_at = ?")) {
            select.setLong(1, ends.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Window(ends, row.getLong(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    /** Up to where the windows reached that had ended by then. */
    static long upTo(Connection connection, Instant ends) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT MAX(upto) FROM attention_window WHERE ends_at <= ?")) {
            select.setLong(1, ends.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void keep(Connection connection, Window window) throws SQLException {
        if (!update(
                connection,
                "UPDATE attention_window SET upto = ?, person = ? WHERE ends_at = ?",
                window.upTo(),
                window.person(),
                window.ends().toEpochMilli())) {
            update(
                    connection,
                    "INSERT INTO attention_window (upto, person, ends_at) VALUES (?, ?, ?)",
                    window.upTo(),
                    window.person(),
                    window.ends().toEpochMilli());
        }
    }

    static void forget(Connection connection, Instant before) throws SQLException {
        update(connection, "DELETE FROM attention_window WHERE ends_at < ?", before.toEpochMilli());
    }

    static Optional<Reader> reader(Connection connection, String person) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT upto, digest FROM attention_person WHERE person = ?")) {
            select.setString(1, person);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Reader(row.getLong(1), row.getBoolean(2))) : Optional.empty();
            }
        }
    }

    /** How far everybody is who ever had a place. */
    static Map<String, Reader> readers(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT person, upto, digest FROM attention_person");
                ResultSet row = select.executeQuery()) {
            Map<String, Reader> readers = new HashMap<>();
            while (row.next()) {
                readers.put(row.getString(1), new Reader(row.getLong(2), row.getBoolean(3)));
            }
            return readers;
        }
    }

    static void keep(Connection connection, String person, Reader reader) throws SQLException {
        if (!update(
                connection,
                "UPDATE attention_person SET upto = ?, digest = ? WHERE person = ?",
                reader.upTo(),
                reader.wants(),
                person)) {
            update(
                    connection,
                    "INSERT INTO attention_person (upto, digest, person) VALUES (?, ?, ?)",
                    reader.upTo(),
                    reader.wants(),
                    person);
        }
    }

    private static boolean update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate() > 0;
        }
    }
}
