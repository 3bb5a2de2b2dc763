// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.huitong.capability.attention.Paces.Kind;
import org.huitong.capability.attention.Paces.Whose;

/** How often digests are set to come, for companies, departments and persons. */
final class PaceShelf {
    private PaceShelf() {}

    static Map<Whose, Windows> read(Connection connection, ZoneId zone) throws SQLException {
        Map<Whose, Windows> paces = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT kind, whose, length, from_time, to_time FROM attention_pace");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Whose whose = new Whose(Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), row.getString(2));
                Windows.of(row.getString(3), row.getString(4), row.getString(5), zone)
                        .ifPresent(windows -> paces.put(whose, windows));
            }
        }
        return paces;
    }

    static void keep(Connection connection, Whose whose, Windows windows) throws SQLException {
        remove(connection, whose);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO attention_pace (kind, whose, length, from_time, to_time) VALUES (?, ?, ?, ?, ?)")) {
            bind(insert, whose);
            insert.setString(3, windows.length().toString());
            insert.setString(4, windows.from().toString());
            insert.setString(5, windows.to().toString());
            insert.executeUpdate();
        }
    }

    static void remove(Connection connection, Whose whose) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM attention_pace WHERE kind = ? AND whose = ?")) {
            bind(delete, whose);
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Whose whose) throws SQLException {
        statement.setString(1, whose.kind().name().toLowerCase(Locale.ROOT));
        statement.setString(2, whose.id());
    }
}
