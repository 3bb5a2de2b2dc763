// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** Looks into the chain. */
final class AuditShelf {
    private final Transactions transactions;
    private final Vault vault;

    AuditShelf(Transactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    /** What is asked for; an absent part asks for all. */
    record Question(
            Optional<String> by,
            Optional<String> verb,
            Optional<String> thing,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> whose) {
        boolean isFiltered() {
            return by.isPresent()
                    || verb.isPresent()
                    || thing.isPresent()
                    || from.isPresent()
                    || to.isPresent()
                    || whose.isPresent();
        }
    }

    /** An entry in its place. */
    record Placed(long seq, Entry entry, String hash) {}

    /**
     * @param below places below this one, the newest first
     */
    List<Placed> newest(Question question, long below, int most) {
        return find(question, "seq < ?", below, "DESC", most);
    }

    /** @param above places above this one, the oldest first */
    List<Placed> oldest(Question question, long above, int most) {
        return find(question, "seq > ?", above, "ASC", most);
    }

    private List<Placed> find(Question question, String where, long place, String order, int most) {
        List<Object> values = new ArrayList<>(List.of(place));
        StringBuilder sql =
                new StringBuilder("SELECT seq, hash, " + Entry.COLUMNS + " FROM audit_entry WHERE " + where);
        question.by().ifPresent(by -> add(sql, values, " AND doer = ?", by));
        question.verb().ifPresent(verb -> add(sql, values, " AND verb = ?", verb));
        question.thing().ifPresent(thing -> add(sql, values, " AND thing = ?", thing));
        question.from().ifPresent(from -> add(sql, values, " AND noted_at >= ?", from.toEpochMilli()));
        question.to().ifPresent(to -> add(sql, values, " AND noted_at < ?", to.toEpochMilli()));
        question.whose().ifPresent(whose -> add(sql, values, " AND whose = ?", whose));
        sql.append(" ORDER BY seq ")
                .append(order)
                .append(" FETCH FIRST ")
                .append(most)
                .append(" ROWS ONLY");
        return transactions.read(connection -> {
            List<Placed> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    select.setObject(i + 1, values.get(i));
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(new Placed(row.getLong("seq"), Entry.of(row), row.getString("hash")));
                    }
                }
            }
            return found;
        });
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
        sql.append(condition);
        values.add(value);
    }

    /** What was searched for, opened; empty where its key was destroyed. */
    Optional<String> words(Entry entry) {
        if (entry.wordsOrNull() == null) {
            return Optional.empty();
        }
        String[] parts = entry.wordsOrNull().split(":");
        HexFormat hex = HexFormat.of();
        try {
            Sealed sealed = new Sealed(parts[0], hex.parseHex(parts[1]), hex.parseHex(parts[2]));
            return Optional.of(new String(vault.open(sealed, AuditBook.WORDS), StandardCharsets.UTF_8));
        } catch (LockedException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
