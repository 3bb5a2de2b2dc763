// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.huitong.api.store.Transactions;

/** The table of who gave whom the way in, which is also in memory: reading is for the start. Safe for many threads. */
final class KeyBoard {
    private final Transactions transactions;
    private final List<KeyGiven> given;

    KeyBoard(Transactions transactions) {
        this.transactions = transactions;
        this.given = new CopyOnWriteArrayList<>(transactions.read(KeyBoard::all));
    }

    /** In the transaction that gives it; known once that is kept. */
    void note(Connection transaction, KeyGiven key) throws SQLException {
        try (var insert = transaction.prepareStatement("INSERT INTO access_key"
                + " (account, person, giver, giver_person, given_at, made) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, key.account());
            insert.setString(2, key.person());
            insert.setString(3, key.giver());
            insert.setString(4, key.giverPerson().orElse(""));
            insert.setLong(5, key.at().toEpochMilli());
            insert.setInt(6, key.made() ? 1 : 0);
            insert.executeUpdate();
        }
        transactions.afterwards(transaction, () -> given.add(key));
    }

    Stream<KeyGiven> since(Instant moment) {
        return given.stream().filter(key -> !key.at().isBefore(moment));
    }

    private static List<KeyGiven> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                        "SELECT account, person, giver, giver_person, given_at, made FROM access_key");
                ResultSet row = select.executeQuery()) {
            List<KeyGiven> found = new ArrayList<>();
            while (row.next()) {
                found.add(new KeyGiven(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Optional.of(row.getString(4)).filter(person -> !person.isEmpty()),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getInt(6) == 1));
            }
            return found;
        }
    }
}
