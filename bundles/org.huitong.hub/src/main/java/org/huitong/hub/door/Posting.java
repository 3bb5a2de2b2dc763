// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where the database keeps, in the order of the log, the lines of which one thing is true: a mark, a sender, a
 * room. It may hold some of which it is true no more, and lines that are no message: whoever reads along it asks the
 * whole condition of each.
 *
 * @param table what is read
 * @param index of Derby, which takes a table that grew faster than its statistics for a small one and reads all of it
 * @param key the condition that names the one thing
 */
record Posting(String table, String index, Condition key) {
    static Posting mark(int mark) {
        return new Posting("hub_mark", "constraint=HUB_MARK_PK", Condition.of("mark = ?", mark));
    }

    static Posting sender(int sender) {
        return new Posting("hub_journal", "index=HUB_JOURNAL_SENDER", Condition.of("sender = ?", sender));
    }

    static Posting room(int room) {
        return new Posting("hub_journal", "index=HUB_JOURNAL_ROOM", Condition.of("room = ?", room));
    }

    /** How many lines it has, counted no further than {@code most}. */
    int weigh(Connection connection, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq FROM " + from() + " FETCH FIRST " + most + " ROWS ONLY")) {
            key.bind(select);
            int count = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    count++;
                }
            }
            return count;
        }
    }

    /** The next lines after {@code after} and up to {@code upTo}, from one end or the other. */
    List<Long> lines(Connection connection, long after, long upTo, boolean descending, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seq FROM " + from()
                + " AND seq > ? AND seq <= ? ORDER BY seq " + (descending ? "DESC" : "ASC") + " FETCH FIRST " + most
                + " ROWS ONLY")) {
            int i = key.bind(select);
            select.setLong(i++, after);
            select.setLong(i, upTo);
            List<Long> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    lines.add(row.getLong(1));
                }
            }
            return lines;
        }
    }

    private String from() {
        return table + " --DERBY-PROPERTIES " + index + "\n WHERE " + key.sql();
    }
}
