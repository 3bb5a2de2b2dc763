// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.store.Transactions;

/**
 * The messages that were ever found under a hold, written down when it is made and each evening: whoever takes a mark off
 * one of them does not take it out of the hold. They stay there until the hold ends.
 */
final class Custody {
    /** Says whether there is time for more. */
    interface Patience<E extends Exception> {
        boolean goesOn(long messages) throws E;
    }

    /**
     * What a look found under a hold.
     *
     * @param complete false where the time was over first
     */
    record Found(long messages, boolean complete) {}

    /** Writes down what is under a hold now. */
    <E extends Exception> Found take(Transactions transactions, Keeping keeping, Hold hold, Patience<E> patience)
            throws E {
        // Whatever is there, whenever it came in.
        Keeping.Due all = new Keeping.Due(hold.filter(), Instant.MAX);
        long messages = 0;
        long after = 0;
        while (true) {
            Keeping.Page page = keeping.find(all, Filter.nothing(), after);
            List<Long> lines = page.items().stream().map(Keeping.Found::seq).toList();
            transactions.write(connection -> {
                put(connection, hold.id(), lines);
                return null;
            });
            messages += lines.size();
            if (page.next().isEmpty()) {
                return new Found(messages, true);
            }
            if (!patience.goesOn(messages)) {
                return new Found(messages, false);
            }
            after = page.next().getAsLong();
        }
    }

    private static void put(Connection connection, long hold, List<Long> lines) throws SQLException {
        List<Long> fresh = new ArrayList<>(lines);
        fresh.removeAll(under(connection, lines, Set.of(hold)));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO keeping_custody (hold, seq) VALUES (?, ?)")) {
            for (long line : fresh) {
                insert.setLong(1, hold);
                insert.setLong(2, line);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Those of the messages that were ever found under one of these holds, by their first lines. */
    static Set<Long> under(Connection transaction, Collection<Long> lines, Set<Long> holds) throws SQLException {
        Set<Long> under = new HashSet<>();
        try (PreparedStatement select =
                transaction.prepareStatement("SELECT 1 FROM keeping_custody WHERE hold = ? AND seq = ?")) {
            for (long hold : holds) {
                for (long line : lines) {
                    select.setLong(1, hold);
                    select.setLong(2, line);
                    try (ResultSet row = select.executeQuery()) {
                        if (row.next()) {
                            under.add(line);
                        }
                    }
                }
            }
        }
        return under;
    }

    /** Lets go of what was under holds that have ended. */
    static void release(Connection transaction, Set<Long> inForce) throws SQLException {
        Set<Long> ended = new HashSet<>();
        try (PreparedStatement select = transaction.prepareStatement("SELECT DISTINCT hold FROM keeping_custody");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ended.add(row.getLong(1));
            }
        }
        ended.removeAll(inForce);
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM keeping_custody WHERE hold = ?")) {
            for (long hold : ended) {
                delete.setLong(1, hold);
                delete.executeUpdate();
            }
        }
    }
}
