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
import java.util.SortedSet;
import java.util.TreeSet;
import org.huitong.api.filter.Secrecy;

/** The circles that there are, and their numbers. For one transaction. */
final class Circles {
    /** The number of {@link Circle#NOBODY}; it has no row. */
    private static final int NOBODY = 0;
    /** Circles asked for at once: one statement text, prepared once. */
    private static final int HANDFUL = 16;

    private static final String AMONG = " WHERE %s IN (" + String.join(",", Collections.nCopies(HANDFUL, "?")) + ")";
    private static final String MEMBERS =
            "SELECT circle, department FROM statistics_circle_member" + AMONG.formatted("circle");
    private static final String COMPANIES =
            "SELECT circle, company FROM statistics_circle_company" + AMONG.formatted("circle");
    private static final String SECRECY = "SELECT id, secrecy FROM statistics_circle" + AMONG.formatted("id");

    private final Connection connection;

    Circles(Connection connection) {
        this.connection = connection;
    }

    /** One row of what is asked of circles. */
    private interface Taker {
        void take(int circle, ResultSet row) throws SQLException;
    }

    /** The circles of these numbers. */
    Map<Integer, Circle> of(Collection<Integer> ids) throws SQLException {
        Map<Integer, SortedSet<String>> departments = new HashMap<>();
        Map<Integer, SortedSet<String>> companies = new HashMap<>();
        Map<Integer, Circle> circles = new HashMap<>();
        circles.put(NOBODY, Circle.NOBODY);
        each(MEMBERS, ids, (id, row) -> departments
                .computeIfAbsent(id, none -> new TreeSet<>())
                .add(row.getString(2)));
        each(COMPANIES, ids, (id, row) -> companies
                .computeIfAbsent(id, none -> new TreeSet<>())
                .add(row.getString(2)));
        each(
                SECRECY,
                ids,
                (id, row) -> circles.put(
                        id,
                        new Circle(
                                departments.getOrDefault(id, Collections.emptySortedSet()),
                                companies.getOrDefault(id, Collections.emptySortedSet()),
                                Secrecy.values()[row.getInt(2)])));
        return circles;
    }

    private void each(String sql, Collection<Integer> ids, Taker taker) throws SQLException {
        Iterator<Integer> left = ids.iterator();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            while (left.hasNext()) {
                int last = 0;
                for (int i = 1; i <= HANDFUL; i++) {
                    last = left.hasNext() ? left.next() : last;
                    select.setInt(i, last);
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        taker.take(rows.getInt(1), rows);
                    }
                }
            }
        }
    }

    /** The number of a circle, which gets one where it was never there before. */
    int number(Circle circle) throws SQLException {
        if (circle.equals(Circle.NOBODY)) {
            return NOBODY;
        }
        String fingerprint = circle.fingerprint();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM statistics_circle WHERE fingerprint = ?")) {
            select.setString(1, fingerprint);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return row.getInt(1);
                }
            }
        }
        int id = next();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO statistics_circle (id, fingerprint, secrecy) VALUES (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, fingerprint);
            insert.setInt(3, circle.secrecy().ordinal());
            insert.executeUpdate();
        }
        name("statistics_circle_member (circle, department)", id, circle.departments());
        name("statistics_circle_company (circle, company)", id, circle.companies());
        return id;
    }

    private void name(String table, int circle, SortedSet<String> names) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (String name : names) {
                insert.setInt(1, circle);
                insert.setString(2, name);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The first number is 1. Where two ask at once, the table takes only one of them, and the other comes again. */
    private int next() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM statistics_circle");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1) + 1;
        }
    }
}
