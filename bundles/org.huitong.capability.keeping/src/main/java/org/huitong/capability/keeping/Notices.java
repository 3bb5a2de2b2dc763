// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of which messages it is known that they will be destroyed, and since when: from then on the days of grace are counted.
 * A notice is taken down when its message is held, needed or not due, so that there are days of grace again afterwards.
 * Every method works in its caller's transaction.
 */
final class Notices {
    Map<Long, Instant> since(Connection connection, Collection<Long> lines) throws SQLException {
        Map<Long, Instant> since = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT since FROM keeping_announced WHERE seq = ?")) {
            for (long line : lines) {
                select.setLong(1, line);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        since.put(line, Instant.ofEpochMilli(row.getLong(1)));
                    }
                }
            }
        }
        return since;
    }

    /** Puts them up; those that stand there begin anew. */
    void put(Connection connection, Collection<Long> lines, long rule, Instant at) throws SQLException {
        takeDown(connection, lines);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO keeping_announced (seq, rule, since, seen) VALUES (?, ?, ?, ?)")) {
            for (long line : lines) {
                insert.setLong(1, line);
                insert.setLong(2, rule);
                insert.setLong(3, at.toEpochMilli());
                insert.setLong(4, at.toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** They are due still. */
    void seen(Connection connection, Collection<Long> lines, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE keeping_announced SET seen = ? WHERE seq = ?")) {
            for (long line : lines) {
                update.setLong(1, at.toEpochMilli());
                update.setLong(2, line);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    void takeDown(Connection connection, Collection<Long> lines) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM keeping_announced WHERE seq = ?")) {
            for (long line : lines) {
                delete.setLong(1, line);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Those that a whole run did not come by are due no more. */
    void takeDownUnseen(Connection connection, Instant sinceRun) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM keeping_announced WHERE seen < ?")) {
            delete.setLong(1, sinceRun.toEpochMilli());
            delete.executeUpdate();
        }
    }

    /** Brings the notices of a page up to what was sorted. @return how many were put up */
    int follow(Connection connection, List<Sorting.Due> page, long rule, Instant now) throws SQLException {
        List<Long> fresh = lines(page, Sorting.Lot.ANNOUNCE);
        put(connection, fresh, rule, now);
        for (Sorting.Lot lot : List.of(Sorting.Lot.WAIT, Sorting.Lot.DESTROY)) {
            seen(connection, lines(page, lot), now);
        }
        for (Sorting.Lot lot : List.of(Sorting.Lot.HELD, Sorting.Lot.NEEDED, Sorting.Lot.UNJUDGED)) {
            takeDown(connection, lines(page, lot));
        }
        return fresh.size();
    }

    private static List<Long> lines(List<Sorting.Due> page, Sorting.Lot lot) {
        return page.stream()
                .filter(due -> due.lot() == lot)
                .map(due -> due.message().seq())
                .toList();
    }
}
