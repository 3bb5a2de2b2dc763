// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What came in and may be told of, for as long as it is news. */
@Component(service = ItemShelf.class)
public final class ItemShelf {
    private static final String KEY_CLASS = "attention";
    private static final String SELECT =
            "SELECT seq, message, at_ms, seal_key, seal_wrapped, seal_text FROM attention_item WHERE ";

    private final Transactions transactions;
    private final Vault vault;

    @Activate
    public ItemShelf(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference(target = "(schema=attention)") Schema tables) {
        this(transactions, vault);
    }

    ItemShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    Transactions transactions() {
        return transactions;
    }

    Optional<Item> find(Connection connection, MessageId message) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "message = ?")) {
            select.setString(1, message.value());
            return items(select).stream().findFirst();
        }
    }

    /** Those behind the one place up to the other, in the order of the log. */
    List<Item> between(Connection connection, long behind, long upTo) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "seq > ? AND seq <= ? ORDER BY seq")) {
            select.setLong(1, behind);
            select.setLong(2, upTo);
            return items(select);
        }
    }

    private List<Item> items(PreparedStatement select) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long seq = row.getLong(1);
                Sealed sealed = new Sealed(row.getString(4), row.getBytes(5), row.getBytes(6));
                items.add(Item.of(
                        seq,
                        new MessageId(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        vault.open(sealed, context(seq))));
            }
        }
        return items;
    }

    long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(seq) FROM attention_item");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Puts it there, or what is found of it now in the place of what was. */
    void keep(Connection connection, Item item) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, item.bytes(), context(item.seq()));
        for (String sql : List.of(
                "UPDATE attention_item SET message = ?, at_ms = ?, seal_key = ?, seal_wrapped = ?, seal_text = ?"
                        + " WHERE seq = ?",
                "INSERT INTO attention_item (message, at_ms, seal_key, seal_wrapped, seal_text, seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, item.message().value());
                statement.setLong(2, item.at().toEpochMilli());
                statement.setString(3, sealed.key());
                statement.setBytes(4, sealed.wrapped());
                statement.setBytes(5, sealed.text());
                statement.setLong(6, item.seq());
                if (statement.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }

    void remove(Connection connection, MessageId message) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM attention_item WHERE message = ?")) {
            delete.setString(1, message.value());
            delete.executeUpdate();
        }
    }

    void forget(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM attention_item WHERE at_ms < ?")) {
            delete.setLong(1, before.toEpochMilli());
            delete.executeUpdate();
        }
    }

    private static byte[] context(long seq) {
        return ("attention_item " + seq).getBytes(StandardCharsets.UTF_8);
    }
}
