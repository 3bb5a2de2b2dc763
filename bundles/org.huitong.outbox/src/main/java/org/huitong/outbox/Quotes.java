// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.huitong.api.message.MessageId;

/** Of which messages a letter says words, for as long as it says them. */
final class Quotes {
    private Quotes() {}

    static void keep(Connection transaction, String letter, Set<MessageId> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO outbox_quote (message_id, letter) VALUES (?, ?)")) {
            for (MessageId message : messages) {
                LetterShelf.bind(insert, message.value(), letter);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static Set<MessageId> of(Connection transaction, String letter) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT message_id FROM outbox_quote WHERE letter = ?")) {
            select.setString(1, letter);
            Set<MessageId> messages = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.add(new MessageId(row.getString(1)));
                }
            }
            return messages;
        }
    }
}
