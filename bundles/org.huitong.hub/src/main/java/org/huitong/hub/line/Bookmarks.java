// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.store.Transactions;
import org.huitong.hub.account.AccountName;

/** How far the lines of each account have come. */
final class Bookmarks {
    static final int LONGEST = 1_000;

    private final Transactions transactions;

    Bookmarks(Transactions transactions) {
        this.transactions = transactions;
    }

    Optional<String> of(AccountName account) {
        return transactions.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT place FROM hub_bookmark WHERE platform = ? AND account = ?")) {
                select.setString(1, account.platform());
                select.setString(2, account.account());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** What is written along with it. */
    interface Beside {
        void write(Connection transaction) throws SQLException;
    }

    void put(AccountName account, String place) {
        put(account, place, transaction -> {});
    }

    void put(AccountName account, String place, Beside beside) {
        transactions.write(connection -> {
            put(connection, account, place);
            beside.write(connection);
            return null;
        });
    }

    /** In the transaction that writes what stands before the place. */
    static void put(Connection connection, AccountName account, String place) throws SQLException {
        if (place.length() > LONGEST) {
            throw new IllegalArgumentException("a bookmark has at most " + LONGEST + " characters");
        }
        for (String sql : new String[] {
            "UPDATE hub_bookmark SET place = ? WHERE platform = ? AND account = ?",
            "INSERT INTO hub_bookmark (place, platform, account) VALUES (?, ?, ?)"
        }) {
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                change.setString(1, place);
                change.setString(2, account.platform());
                change.setString(3, account.account());
                if (change.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }
}
