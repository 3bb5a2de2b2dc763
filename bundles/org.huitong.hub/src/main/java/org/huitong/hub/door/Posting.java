// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.query.Concordance.Places;

/**
 * A place where the lines of which one thing is true are kept in the order of the log: a mark, a sender, a room, a word.
 * It may hold some of which it is true no more, and lines that are no message: whoever reads along it asks the whole
 * condition of each.
 */
sealed interface Posting {
    static Posting mark(int mark) {
        return new Kept("hub_mark", "constraint=HUB_MARK_PK", Condition.of("mark = ?", mark));
    }

    static Posting sender(int sender) {
        return new Kept("hub_journal", "index=HUB_JOURNAL_SENDER", Condition.of("sender = ?", sender));
    }

    static Posting room(int room) {
        return new Kept("hub_journal", "index=HUB_JOURNAL_ROOM", Condition.of("room = ?", room));
    }

    /** All of the log: what is left where nothing rarer holds all that fits. */
    static Posting log() {
        return new Kept("hub_journal", "constraint=HUB_JOURNAL_PK", Condition.of("kind = 1"));
    }

    /** How many lines it has, counted no further than {@code most}. */
    int weigh(Connection connection, int most) throws SQLException;

    /** The next lines after {@code after} and up to {@code upTo}, from one end or the other. */
    List<Long> lines(Connection connection, long after, long upTo, boolean descending, int most) throws SQLException;

    /** What the concordance knows of words. */
    record Found(Places places) implements Posting {
        @Override
        public int weigh(Connection connection, int most) {
            return places.lines(0, Long.MAX_VALUE, true, most).size();
        }

        @Override
        public List<Long> lines(Connection connection, long after, long upTo, boolean descending, int most) {
            return places.lines(after, upTo, descending, most);
        }
    }

    /**
     * What the database keeps.
     *
     * @param table what is read
     * @param index of Derby, which takes a table that grew faster than its statistics for a small one and reads all of it
     * @param key the condition that names the one thing
     */
    record Kept(String table, String index, Condition key) implements Posting {
        @Override
        public int weigh(Connection connection, int most) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT seq FROM " + from() + " FETCH FIRST " + most + " ROWS ONLY")) {
                key.bind(select);
                return seqs(select).size();
            }
        }

        @Override
        public List<Long> lines(Connection connection, long after, long upTo, boolean descending, int most)
                throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("SELECT seq FROM " + from()
                    + " AND seq > ? AND seq <= ? ORDER BY seq " + (descending ? "DESC" : "ASC") + " FETCH FIRST "
                    + most + " ROWS ONLY")) {
                int i = key.bind(select);
                select.setLong(i++, after);
                select.setLong(i, upTo);
                return seqs(select);
            }
        }

        private static List<Long> seqs(PreparedStatement select) throws SQLException {
            List<Long> seqs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    seqs.add(row.getLong(1));
                }
            }
            return seqs;
        }

        private String from() {
            return table + " --DERBY-PROPERTIES " + index + "\n WHERE " + key.sql();
        }
    }
}
