// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.huitong.api.query.MessageQuery;

/** Finds the lines of a page of messages. */
final class Shelf {
    private static final long FIRST_WINDOW = 2_000;
    private static final long LARGEST_WINDOW = 500_000;

    private Shelf() {}

    static List<Long> find(Connection connection, Conditions conditions, MessageQuery query, long head)
            throws SQLException {
        if (query.order() == MessageQuery.Order.CONVERSATION) {
            return conversation(connection, conditions, query);
        }
        return query.after().isPresent()
                ? upwards(connection, conditions, query.after().getAsLong(), head, query.limit())
                : downwards(
                        connection,
                        conditions,
                        Math.min(head, query.before().orElse(Long.MAX_VALUE) - 1),
                        query.limit());
    }

    /**
     * Newest first, in windows that grow: neither database is made to sort the whole log for its last fifty lines, and
     * a filter that fits little is still answered by few questions.
     */
    private static List<Long> downwards(Connection connection, Conditions conditions, long from, int limit)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        long upTo = from;
        for (long window = FIRST_WINDOW; upTo > 0 && found.size() < limit; window = larger(window)) {
            long after = Math.max(0, upTo - window);
            found.addAll(within(connection, conditions, after, upTo, "DESC", limit - found.size()));
            upTo = after;
        }
        return found;
    }

    private static List<Long> upwards(Connection connection, Conditions conditions, long from, long head, int limit)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        long after = from;
        for (long window = FIRST_WINDOW; after < head && found.size() < limit; window = larger(window)) {
            long upTo = Math.min(head, after + window);
            found.addAll(within(connection, conditions, after, upTo, "ASC", limit - found.size()));
            after = upTo;
        }
        return found;
    }

    private static long larger(long window) {
        return Math.min(LARGEST_WINDOW, window * 4);
    }

    private static List<Long> within(
            Connection connection, Conditions conditions, long after, long upTo, String direction, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT j.seq FROM hub_journal j WHERE "
                + conditions.sql() + " AND j.seq > ? AND j.seq <= ? ORDER BY j.seq " + direction
                + " FETCH FIRST ? ROWS ONLY")) {
            int i = conditions.bind(select);
            select.setLong(i++, after);
            select.setLong(i++, upTo);
            select.setInt(i, limit);
            return seqs(select);
        }
    }

    /** As it was spoken: by the platform's own order, then id; upwards from {@code after}, or the page before {@code before}. */
    private static List<Long> conversation(Connection connection, Conditions conditions, MessageQuery query)
            throws SQLException {
        boolean back = query.before().isPresent();
        long mark = back ? query.before().getAsLong() : query.after().orElse(0);
        Place place = place(connection, mark);
        String beyond = place == null
                ? ""
                : back
                        ? " AND (j.order_key < ? OR (j.order_key = ? AND j.id < ?))"
                        : " AND (j.order_key > ? OR (j.order_key = ? AND j.id > ?))";
        String direction = back ? "DESC" : "ASC";
        try (PreparedStatement select =
                connection.prepareStatement("SELECT j.seq FROM hub_journal j WHERE " + conditions.sql() + beyond
                        + " ORDER BY j.order_key " + direction + ", j.id " + direction + " FETCH FIRST ? ROWS ONLY")) {
            int i = conditions.bind(select);
            if (place != null) {
                select.setLong(i++, place.order());
                select.setLong(i++, place.order());
                select.setBytes(i++, place.id());
            }
            select.setInt(i, query.limit());
            List<Long> found = seqs(select);
            if (back) {
                Collections.reverse(found);
            }
            return found;
        }
    }

    private record Place(long order, byte[] id) {}

    private static Place place(Connection connection, long seq) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT order_key, id FROM hub_journal WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Place(row.getLong(1), row.getBytes(2)) : null;
            }
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
}
