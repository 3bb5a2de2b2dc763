// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;

/** Keeps letters in the poster's transaction and sends none: what a process that was killed had posted is still there. */
final class KeptOutbox implements Outbox {
    static final String TABLE = "CREATE TABLE kept_letter (number BIGINT GENERATED ALWAYS AS IDENTITY,"
            + " letter_key VARCHAR(200) NOT NULL PRIMARY KEY, person VARCHAR(24) NOT NULL, messages VARCHAR(32000) NOT NULL)";

    /** The same key is the same letter. */
    @Override
    public String post(Connection transaction, Letter letter) throws SQLException {
        String key = letter.key().orElseThrow();
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT number FROM kept_letter WHERE letter_key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return key.substring(0, Math.min(32, key.length()));
                }
            }
        }
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO kept_letter (letter_key, person, messages) VALUES (?, ?, ?)")) {
            insert.setString(1, key);
            insert.setString(2, ((To.Person) letter.to()).person());
            insert.setString(
                    3,
                    String.join(
                            " ", letter.quotes().stream().map(m -> m.value()).toList()));
            insert.executeUpdate();
        }
        return key.substring(0, Math.min(32, key.length()));
    }
}
