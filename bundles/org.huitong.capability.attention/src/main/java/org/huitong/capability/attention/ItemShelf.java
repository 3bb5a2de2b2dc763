// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What came in and may be told of, for as long as it is news. What came together lies on one sheet under one seal, since
 * most of it is looked at once, by a digest; what is found of one of them later is written down beside and counts before
 * the sheet. Of what was taken back or forgotten no word stays, so its sheet is sealed anew without it.
 */
@Component(service = ItemShelf.class)
public final class ItemShelf {
    private static final String KEY_CLASS = "attention";
    /** About what a sheet holds; a digest reads whole ones. */
    private static final int SHEET = 128 * 1024;

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

    /** @param seq its place in the log */
    Optional<Item> find(Connection connection, long seq) throws SQLException {
        return between(connection, seq - 1, seq).stream().findFirst();
    }

    /** Those behind the one place up to the other, in the order of the log. */
    List<Item> between(Connection connection, long behind, long upTo) throws SQLException {
        TreeMap<Long, Item> items = new TreeMap<>();
        List<Item> all = new ArrayList<>();
        sheets(connection, behind, upTo).values().forEach(all::addAll);
        read(
                        connection,
                        "attention_item",
                        "SELECT seq, seal_key, seal_wrapped, seal_text FROM attention_item WHERE seq > ? AND seq <= ?",
                        behind,
                        upTo)
                .values()
                .forEach(all::addAll);
        all.forEach(item -> items.put(item.seq(), item));
        return List.copyOf(items.subMap(behind, false, upTo, true).values());
    }

    /** Those that reach into that stretch, by their first places. */
    private Map<Long, List<Item>> sheets(Connection connection, long behind, long upTo) throws SQLException {
        return read(
                connection,
                "attention_sheet",
                "SELECT first_seq, seal_key, seal_wrapped, seal_text FROM attention_sheet"
                        + " WHERE last_seq > ? AND first_seq <= ?",
                behind,
                upTo);
    }

    private Map<Long, List<Item>> read(Connection connection, String table, String sql, long behind, long upTo)
            throws SQLException {
        Map<Long, List<Item>> read = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, behind);
            select.setLong(2, upTo);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long place = row.getLong(1);
                    Sealed sealed = new Sealed(row.getString(2), row.getBytes(3), row.getBytes(4));
                    read.put(place, read(vault.open(sealed, context(table, place))));
                }
            }
        }
        return read;
    }

    /** The place of the last one; 0 where there is none. */
    long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(last_seq) FROM attention_sheet");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Puts what came in together there, in the order of the log. */
    void add(Connection connection, Collection<Item> fresh) throws SQLException {
        List<Item> sheet = new ArrayList<>();
        int size = 0;
        for (Item item : fresh) {
            if (size > SHEET) {
                put(connection, sheet);
                sheet.clear();
                size = 0;
            }
            sheet.add(item);
            size += item.size();
        }
        if (!sheet.isEmpty()) {
            put(connection, sheet);
        }
    }

    private void put(Connection connection, List<Item> sheet) throws SQLException {
        long first = sheet.get(0).seq();
        Item last = sheet.get(sheet.size() - 1);
        Sealed sealed = vault.seal(KEY_CLASS, written(sheet), context("attention_sheet", first));
        write(
                connection,
                "INSERT INTO attention_sheet (last_seq, at_ms, seal_key, seal_wrapped, seal_text, first_seq)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                List.of(last.seq(), last.at().toEpochMilli(), sealed.key(), sealed.wrapped(), sealed.text(), first));
    }

    /** Puts what is found of one now in the place of what was. */
    void keep(Connection connection, Item item) throws SQLException {
        Sealed sealed = vault.seal(KEY_CLASS, written(List.of(item)), context("attention_item", item.seq()));
        List<Object> values =
                List.of(item.at().toEpochMilli(), sealed.key(), sealed.wrapped(), sealed.text(), item.seq());
        for (String sql : List.of(
                "UPDATE attention_item SET at_ms = ?, seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE seq = ?",
                "INSERT INTO attention_item (at_ms, seal_key, seal_wrapped, seal_text, seq) VALUES (?, ?, ?, ?, ?)")) {
            if (write(connection, sql, values) > 0) {
                return;
            }
        }
    }

    /** It was taken back or forgotten: nobody is told of it any more, and none of its words stays here. */
    void remove(Connection connection, long seq) throws SQLException {
        write(connection, "DELETE FROM attention_item WHERE seq = ?", List.of(seq));
        for (Map.Entry<Long, List<Item>> sheet :
                sheets(connection, seq - 1, seq).entrySet()) {
            List<Item> rest =
                    sheet.getValue().stream().filter(item -> item.seq() != seq).toList();
            Sealed sealed = vault.seal(KEY_CLASS, written(rest), context("attention_sheet", sheet.getKey()));
            write(
                    connection,
                    "UPDATE attention_sheet SET seal_key = ?, seal_wrapped = ?, seal_text = ? WHERE first_seq = ?",
                    List.of(sealed.key(), sealed.wrapped(), sealed.text(), sheet.getKey()));
        }
    }

    private static int write(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }

    /** @param told up to where in the log nobody needs them any more */
    void forget(Connection connection, Instant before, long told) throws SQLException {
        List<Object> old = List.of(before.toEpochMilli(), told);
        write(connection, "DELETE FROM attention_sheet WHERE at_ms < ? AND last_seq <= ?", old);
        write(connection, "DELETE FROM attention_item WHERE at_ms < ? AND seq <= ?", old);
    }

    private static byte[] written(List<Item> items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(items.size());
            for (Item item : items) {
                item.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Item> read(byte[] bytes) {
        List<Item> items = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                items.add(Item.read(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    private static byte[] context(String table, long seq) {
        return (table + " " + seq).getBytes(StandardCharsets.UTF_8);
    }
}
