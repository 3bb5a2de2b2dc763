// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** How many messages are in each group, and the numbers that groups have. For one transaction. */
final class Groups {
    /** Groups asked for at once: one statement text, prepared once. */
    private static final int HANDFUL = 16;

    private static final String GROUPS = "SELECT id, sent_hour, platform, type, recalled, circle"
            + " FROM statistics_group WHERE id IN (" + String.join(",", Collections.nCopies(HANDFUL, "?")) + ")";

    private final Connection connection;
    private final Circles circles;

    Groups(Connection connection) {
        this.connection = connection;
        this.circles = new Circles(connection);
    }

    /** A group whose circle is known by its number alone. */
    private record Row(int id, int circle, Group group) {}

    /** The groups of these numbers. */
    Map<Integer, Group> of(Collection<Integer> ids) throws SQLException {
        Map<Integer, Row> rows = new HashMap<>();
        Iterator<Integer> left = ids.iterator();
        try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
            while (left.hasNext()) {
                int last = 0;
                for (int i = 1; i <= HANDFUL; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setInt(i, last);
                }
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        Row row = row(found);
                        rows.put(row.id(), row);
                    }
                }
            }
        }
        Collection<Integer> asked = new TreeSet<>();
        rows.values().forEach(row -> asked.add(row.circle()));
        Map<Integer, Circle> known = circles.of(asked);
        Map<Integer, Group> groups = new HashMap<>();
        rows.values().forEach(row -> groups.put(row.id(), row.group().of(known.get(row.circle()))));
        return groups;
    }

    private static Row row(ResultSet found) throws SQLException {
        Group group = Group.of(found.getInt(2), found.getString(3), found.getString(4));
        return new Row(found.getInt(1), found.getInt(6), found.getInt(5) == 0 ? group : group.takenBack());
    }

    /** The numbers of the groups after they have grown, or shrunk. */
    Map<Group, Integer> grow(SortedMap<Group, Long> growth) throws SQLException {
        Map<Group, Integer> ids = new HashMap<>();
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE statistics_group SET messages = messages + ? WHERE id = ?")) {
            for (Map.Entry<Group, Long> entry : growth.entrySet()) {
                int id = id(entry.getKey());
                ids.put(entry.getKey(), id);
                update.setLong(1, entry.getValue());
                update.setInt(2, id);
                update.addBatch();
            }
            update.executeBatch();
        }
        return ids;
    }

    /** A group that was never there before begins with no message. */
    private int id(Group group) throws SQLException {
        int circle = circles.number(group.circle());
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM statistics_group"
                + " WHERE sent_hour = ? AND platform = ? AND type = ? AND circle = ? AND recalled = ?")) {
            fill(select, group, circle);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        int id = next();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO statistics_group"
                + " (sent_hour, platform, type, circle, recalled, messages, id) VALUES (?, ?, ?, ?, ?, 0, ?)")) {
            fill(insert, group, circle);
            insert.setInt(6, id);
            insert.executeUpdate();
        }
        return id;
    }

    private static void fill(PreparedStatement statement, Group group, int circle) throws SQLException {
        statement.setInt(1, group.hour());
        statement.setString(2, group.platform());
        statement.setString(3, group.type());
        statement.setInt(4, circle);
        statement.setInt(5, group.recalled() ? 1 : 0);
    }

    /** The first number is 1. Where two ask at once, the table takes only one of them, and the other comes again. */
    private int next() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM statistics_group");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1) + 1;
        }
    }
}
