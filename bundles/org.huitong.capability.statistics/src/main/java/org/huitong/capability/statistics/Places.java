// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which group each of some messages is, by the place of the message in the log ({@code statistics_page}). For one
 * transaction.
 *
 * <p>Why pages: with a row and its index for each message, counting would cost the database half of what the log itself
 * does. A page is written once for all messages of a batch that lie on it.
 */
final class Places {
    private static final int TO_A_PAGE = 256;
    /** Pages asked for at once: one statement text, prepared once. */
    private static final int HANDFUL = 8;

    private static final String PAGES = "SELECT page, places FROM statistics_page WHERE page IN ("
            + String.join(",", Collections.nCopies(HANDFUL, "?")) + ")";

    private final Map<Long, ByteBuffer> pages = new TreeMap<>();
    private final Set<Long> stored = new HashSet<>();
    private final Set<Long> changed = new TreeSet<>();

    private Places() {}

    static Places of(Connection connection, Collection<Long> places) throws SQLException {
        Places read = new Places();
        Set<Long> wanted = new TreeSet<>();
        places.forEach(place -> wanted.add(page(place)));
        try (PreparedStatement select = connection.prepareStatement(PAGES)) {
            Iterator<Long> left = wanted.iterator();
            while (left.hasNext()) {
                long last = 0;
                for (int i = 1; i <= HANDFUL; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setLong(i, last);
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        read.pages.put(rows.getLong(1), ByteBuffer.wrap(rows.getBytes(2)));
                    }
                }
            }
        }
        read.stored.addAll(read.pages.keySet());
        return read;
    }

    /** The number of the group, 0 for none. */
    int at(long place) {
        ByteBuffer page = pages.get(page(place));
        return page == null ? 0 : page.getInt(offset(place));
    }

    void put(long place, int group) {
        pages.computeIfAbsent(page(place), n -> ByteBuffer.allocate(TO_A_PAGE * Integer.BYTES))
                .putInt(offset(place), group);
        changed.add(page(place));
    }

    void save(Connection connection) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("UPDATE statistics_page SET places = ? WHERE page = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO statistics_page (places, page) VALUES (?, ?)")) {
            for (long page : changed) {
                PreparedStatement row = stored.contains(page) ? update : insert;
                row.setBytes(1, pages.get(page).array());
                row.setLong(2, page);
                row.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    private static long page(long place) {
        return place / TO_A_PAGE;
    }

    private static int offset(long place) {
        return (int) (place % TO_A_PAGE) * Integer.BYTES;
    }
}
