// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Goes along the log of a database, line by line. A line's hash is over everything that the log says of it: who said what
 * where and when, its place, and its body as it lies there.
 */
final class LogWalk {
    private static final int MARK = 10_000;
    private static final int AT_ONCE = 100;
    private static final int SAID = 1;

    /** Names instead of numbers: rooms and senders are shared by number, and one that was changed would change them all. */
    private static final String LINES = "SELECT j.seq, j.kind, j.id, j.revision, j.revision_at, j.version, j.first_seq,"
            + " j.platform, j.tenant, j.account, r.value, s.value, j.type, j.sent_at, j.received_at, j.order_key,"
            + " j.delivery, j.body_key, j.body_wrapped, j.body, b.body"
            + " FROM %1$shub_journal j LEFT JOIN %1$shub_name r ON r.id = j.room LEFT JOIN %1$shub_name s ON s.id = j.sender"
            + " LEFT JOIN %1$shub_body b ON b.seq = j.seq WHERE j.seq > ? ORDER BY j.seq FETCH FIRST %2$d ROWS ONLY";

    private static final List<Integer> NUMBERS = List.of(1, 2, 5, 6, 7, 14, 15, 16);
    private static final List<Integer> BYTES = List.of(3, 19, 20, 21);
    private static final int COLUMNS = 21;
    private static final int KEY = 18;

    private final Connection connection;
    private final Set<String> keys;
    private final String schema;
    private final Chain chain = new Chain();
    private final SortedMap<Long, String> marks = new TreeMap<>();
    private long lines;
    private long messages;
    private long last;

    /** @param keys is told each key that something is sealed under */
    LogWalk(Connection connection, Set<String> keys) throws SQLException {
        this.connection = connection;
        this.keys = keys;
        this.schema = schema(connection);
    }

    /** The hub's tables lie in a schema of its own, where they are not in the one that the address names. */
    private static String schema(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String journal = about.storesUpperCaseIdentifiers() ? "HUB_JOURNAL" : "hub_journal";
        try (ResultSet tables = about.getTables(null, null, journal, new String[] {"TABLE", "PARTITIONED TABLE"})) {
            return tables.next() ? tables.getString("TABLE_SCHEM") + "." : "";
        }
    }

    Inventory.Log walk() throws SQLException {
        int page;
        do {
            page = page();
        } while (page > 0);
        return new Inventory.Log(lines, messages, chain.hash(), marks, letters());
    }

    private int page() throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement(LINES.formatted(schema, MARK))) {
            select.setLong(1, last);
            // Bodies may be long: never a page of them in memory at once.
            select.setFetchSize(AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    line(row);
                    found++;
                }
            }
        }
        if (found == MARK) {
            marks.put(last, chain.hash());
        }
        return found;
    }

    private void line(ResultSet row) throws SQLException {
        chain.begin();
        for (int column = 1; column <= COLUMNS; column++) {
            if (NUMBERS.contains(column)) {
                chain.with(row.getLong(column));
            } else if (BYTES.contains(column)) {
                chain.with(row.getBytes(column));
            } else {
                chain.with(row.getString(column));
            }
        }
        chain.end();
        last = row.getLong(1);
        lines++;
        if (row.getInt(2) == SAID) {
            messages++;
        }
        if (!row.getString(KEY).isEmpty()) {
            keys.add(row.getString(KEY));
        }
    }

    private SortedMap<String, Long> letters() throws SQLException {
        SortedMap<String, Long> letters = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT state, COUNT(*) FROM " + schema + "outbox_letter GROUP BY state");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.put(row.getString(1).strip(), row.getLong(2));
            }
        }
        return letters;
    }
}
