// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.message.MessageId;

/** The rows, in whatever transaction is at hand. Statements are of the kind that Derby and PostgreSQL both know. */
final class ThanksShelf {
    private ThanksShelf() {}

    /** One that is there stays: an edit may say thanks again. */
    static void add(Connection transaction, MessageId id, long seq) throws SQLException {
        if (holds(transaction, id)) {
            return;
        }
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO thanks_message (id, seq) VALUES (?, ?)")) {
            insert.setString(1, id.value());
            insert.setLong(2, seq);
            insert.executeUpdate();
        }
    }

    static void remove(Connection transaction, MessageId id) throws SQLException {
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM thanks_message WHERE id = ?")) {
            delete.setString(1, id.value());
            delete.executeUpdate();
        }
    }

    static boolean holds(Connection connection, MessageId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM thanks_message WHERE id = ?")) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The newest below a place in the log. */
    static List<Noted> before(Connection connection, long seq, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, seq FROM thanks_message WHERE seq < ? ORDER BY seq DESC FETCH FIRST " + most
                        + " ROWS ONLY")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                List<Noted> noted = new ArrayList<>();
                while (row.next()) {
                    noted.add(new Noted(new MessageId(row.getString(1)), row.getLong(2)));
                }
                return noted;
            }
        }
    }

    /** @param seq where the log first had it */
    record Noted(MessageId id, long seq) {}
}
