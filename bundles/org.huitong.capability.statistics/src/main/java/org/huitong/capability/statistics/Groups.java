// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** How many messages are in each group, and the numbers that groups have. For one transaction. */
final class Groups {
    /** The circle of the messages that are of no department; it has no row. */
    private static final int NOBODY = 0;
    /** Groups asked for at once: one statement text, prepared once. */
    private static final int HANDFUL = 16;

    private static final String GROUPS = "SELECT g.id, g.sent_hour, g.platform, g.type, g.recalled, m.department"
            + " FROM statistics_group g LEFT JOIN statistics_circle_member m ON m.circle = g.circle WHERE g.id IN ("
            + String.join(",", Collections.nCopies(HANDFUL, "?")) + ")";

    private final Connection connection;

    Groups(Connection connection) {
        this.connection = connection;
    }

    /** The groups of these numbers. */
    Map<Integer, Group> of(Collection<Integer> ids) throws SQLException {
        Map<Integer, Group> groups = new HashMap<>();
        Iterator<Integer> left = ids.iterator();
        try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
            while (left.hasNext()) {
                int last = 0;
                for (int i = 1; i <= HANDFUL; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setInt(i, last);
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        groups.merge(rows.getInt(1), group(rows), Groups::together);
                    }
                }
            }
        }
        return groups;
    }

    /** A row for each department of a group. */
    private static Group group(ResultSet rows) throws SQLException {
        Group group = Group.of(rows.getInt(2), rows.getString(3), rows.getString(4));
        String department = rows.getString(6);
        Group placed = department == null ? group : group.with(department);
        return rows.getInt(5) == 0 ? placed : placed.takenBack();
    }

    private static Group together(Group group, Group sameOfAnotherDepartment) {
        return group.with(sameOfAnotherDepartment.departments().first());
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
        int circle = circle(group.departments());
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM statistics_group"
                + " WHERE sent_hour = ? AND platform = ? AND type = ? AND circle = ? AND recalled = ?")) {
            fill(select, group, circle);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        int id = next("statistics_group");
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

    private int circle(SortedSet<String> departments) throws SQLException {
        if (departments.isEmpty()) {
            return NOBODY;
        }
        String fingerprint = fingerprint(departments);
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM statistics_circle WHERE fingerprint = ?")) {
            select.setString(1, fingerprint);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        int id = next("statistics_circle");
        try (PreparedStatement circle =
                        connection.prepareStatement("INSERT INTO statistics_circle (id, fingerprint) VALUES (?, ?)");
                PreparedStatement member = connection.prepareStatement(
                        "INSERT INTO statistics_circle_member (circle, department) VALUES (?, ?)")) {
            circle.setInt(1, id);
            circle.setString(2, fingerprint);
            circle.executeUpdate();
            for (String department : departments) {
                member.setInt(1, id);
                member.setString(2, department);
                member.addBatch();
            }
            member.executeBatch();
        }
        return id;
    }

    /** The first number is 1. Where two ask at once, the table takes only one of them, and the other comes again. */
    private int next(String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM " + table);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1) + 1;
        }
    }

    private static String fingerprint(SortedSet<String> departments) {
        try {
            byte[] names = String.join("\0", departments).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(names);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
