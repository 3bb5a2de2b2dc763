// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** Presses whose owner is not there yet: one behind the other for each letter, and none behind another letter's. */
record WaitingPresses(Vault vault) {
    /** One that waits. */
    record Waiting(int number, Pressed press) {}

    void add(Connection transaction, Pressed press) throws SQLException {
        Sealed body = vault.seal("letter", press.encode(), context(press.letter()));
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO outbox_press (letter, number, body_key, body_wrapped, body) VALUES (?, ?, ?, ?, ?)")) {
            LetterShelf.bind(
                    insert,
                    press.letter(),
                    last(transaction, press.letter()) + 1,
                    body.key(),
                    body.wrapped(),
                    body.text());
            insert.executeUpdate();
        }
    }

    boolean any(Connection transaction, String letter) throws SQLException {
        return last(transaction, letter) > 0;
    }

    private static int last(Connection transaction, String letter) throws SQLException {
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT MAX(number) FROM outbox_press WHERE letter = ?")) {
            select.setString(1, letter);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    Optional<Waiting> first(Connection transaction, String letter) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT number, body_key, body_wrapped, body"
                + " FROM outbox_press WHERE letter = ? ORDER BY number FETCH FIRST 1 ROWS ONLY")) {
            select.setString(1, letter);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Sealed body = new Sealed(row.getString(2), row.getBytes(3), row.getBytes(4));
                return Optional.of(new Waiting(row.getInt(1), Pressed.decode(vault.open(body, context(letter)))));
            }
        }
    }

    void drop(Connection transaction, Waiting waiting) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("DELETE FROM outbox_press WHERE letter = ? AND number = ?")) {
            LetterShelf.bind(delete, waiting.press().letter(), waiting.number());
            delete.executeUpdate();
        }
    }

    private static byte[] context(String letter) {
        return ("press " + letter).getBytes(StandardCharsets.UTF_8);
    }
}
