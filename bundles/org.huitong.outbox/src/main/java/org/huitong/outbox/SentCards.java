// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** The cards that went out: which of them say something still, and how their platforms let them be changed. */
final class SentCards {
    private final Transactions transactions;
    private final Vault vault;
    private final LetterNames names;
    private final ShelfRows rows;

    SentCards(Transactions transactions, Vault vault, LetterNames names, ShelfRows rows) {
        this.transactions = transactions;
        this.vault = vault;
        this.names = names;
        this.rows = rows;
    }

    /**
     * The cards of the hub's about this that can be changed now, or perhaps can as soon as they are sent. Those that have
     * not left yet are taken back first: behind that none goes that is not among these.
     */
    List<ShelfRow> open(Connection connection, String by, String about, LocalText why, Instant now)
            throws SQLException {
        String print = names.about(by, about);
        LetterShelf.recall(connection, "spoken = 0 AND about = ?", why, now, print);
        return rows.select(
                connection,
                "WHERE about = ? AND spoken = 0 AND gone_at = 0"
                        + " AND (state = 'sending' OR change_until > ? AND state IN ('accepted', 'delivered', 'read'))"
                        + " ORDER BY seq",
                print,
                now.toEpochMilli());
    }

    /** The cards of the hub's about this, as far as they say it still. */
    List<ShelfRow> about(Connection connection, String by, String about) throws SQLException {
        return rows.select(
                connection, "WHERE about = ? AND spoken = 0 AND gone_at = 0 ORDER BY seq", names.about(by, about));
    }

    /** Those of them that can be changed as often as one wants. */
    Set<String> changeable(Connection connection, String by, String about, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM outbox_letter WHERE about = ?"
                + " AND change_key = '' AND change_until > ? AND state IN ('accepted', 'delivered', 'read')")) {
            LetterShelf.bind(select, names.about(by, about), now.toEpochMilli());
            Set<String> ids = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }

    /** How a card is changed that was sent; sealed, for whoever knows the code can change it. */
    Sealed sealChange(String letter, String code) {
        return vault.seal(LetterShelf.KEY_CLASS, code.getBytes(StandardCharsets.UTF_8), changeContext(letter));
    }

    /** The platform's code for a change of this letter; blank where none is needed, empty where it lets it be changed no more. */
    Optional<String> changeCode(String letter, Instant now) {
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT change_key, change_wrapped, change_code"
                    + " FROM outbox_letter WHERE id = ? AND change_until > ?")) {
                LetterShelf.bind(select, letter, now.toEpochMilli());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    return row.getString(1).isEmpty()
                            ? Optional.of("")
                            : Optional.of(new String(
                                    vault.open(
                                            new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3)),
                                            changeContext(letter)),
                                    StandardCharsets.UTF_8));
                }
            }
        });
    }

    /** Codes that are of no use any more. */
    void dropChanges(Instant now) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE outbox_letter SET change_until = 0, change_key = '',"
                            + " change_wrapped = NULL, change_code = NULL WHERE change_until > 0 AND change_until <= ?")) {
                LetterShelf.bind(update, now.toEpochMilli());
                return update.executeUpdate();
            }
        });
    }

    private static byte[] changeContext(String id) {
        return ("change " + id).getBytes(StandardCharsets.UTF_8);
    }
}
