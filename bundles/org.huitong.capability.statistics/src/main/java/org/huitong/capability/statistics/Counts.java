// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.access.DecisionPoint.Scope;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.statistics.Question.By;

/**
 * Reads the counts for one asker. What the asker may see is part of every statement: with departments, a message counts
 * once for each of them that is asked for by name, and once in all for figures that do not name departments.
 */
final class Counts {
    /** In place of a department, of the messages that are of none: a department's name is never blank. */
    private static final String NONE = "";

    private static final String SUMS =
            "SUM(messages) AS said, SUM(CASE WHEN recalled = 1 THEN messages ELSE 0 END) AS taken";

    private final List<Counted> parts;

    /** @param parts those whose messages may be counted, one of them at least */
    Counts(List<Counted> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What may be counted for whoever may read that much; a problem where none of it is. */
    static Counts of(Scope scope) {
        if (scope instanceof Scope.Nothing nothing) {
            throw Problem.forbidden(nothing.reason());
        }
        List<Counted> parts = Counted.among(((Scope.Within) scope).filter());
        if (parts.isEmpty()) {
            throw Problem.forbidden(LocalText.of(
                    "统计按部门和公司计数，而您可以查看的范围里没有整个部门或公司。",
                    "Messages are counted by department and company, and what you may read holds no whole one."));
        }
        return new Counts(parts);
    }

    /** Whether the asker's figures are of all messages there are. */
    boolean isOfAll() {
        return parts.stream().anyMatch(part -> part.isWhole() && part.upTo() == Secrecy.CONFIDENTIAL);
    }

    List<Series> series(Connection connection, Question question) throws SQLException {
        boolean named = question.by().contains(By.DEPARTMENT);
        String columns = question.by().stream().map(By::column).collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + (columns.isEmpty() ? "" : ", ") + SUMS + " FROM " + source(named)
                + " AND sent_hour >= ? AND sent_hour < ?"
                + (columns.isEmpty() ? "" : " GROUP BY " + columns + " ORDER BY " + columns);
        List<Series> series = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = limit(select);
            select.setInt(next++, Tally.hour(question.from()));
            select.setInt(next, Tally.hour(question.to()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Series one = row(rows, question.by());
                    if (one.messages() != 0 || question.by().isEmpty()) {
                        series.add(one);
                    }
                }
            }
        }
        return series;
    }

    Series total(Connection connection, Question question) throws SQLException {
        return series(connection, new Question(question.from(), question.to(), EnumSet.noneOf(By.class)))
                .get(0);
    }

    /** The hour of the newest message that the asker may count, whatever was asked. */
    Optional<Instant> newest(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT MAX(sent_hour) FROM " + source(false) + " AND messages > 0")) {
            limit(select);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                int hour = rows.getInt(1);
                return rows.wasNull() ? Optional.empty() : Optional.of(Tally.instant(hour));
            }
        }
    }

    /** A message in two departments may count twice only where the departments are told apart. */
    private String source(boolean named) {
        String all = named
                ? "(SELECT sent_hour, platform, type, recalled, messages, statistics_group.circle, COALESCE(department, '"
                        + NONE + "') AS department FROM statistics_group LEFT JOIN statistics_circle_member"
                        + " ON statistics_circle_member.circle = statistics_group.circle) AS counted"
                : "statistics_group";
        return all + " WHERE "
                + parts.stream().map(part -> condition(part, named)).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String condition(Counted part, boolean named) {
        List<String> whose = new ArrayList<>();
        if (!part.departments().isEmpty()) {
            String among = "department IN (" + asked(part.departments()) + ")";
            whose.add(named ? among : "circle IN (SELECT circle FROM statistics_circle_member WHERE " + among + ")");
        }
        if (!part.companies().isEmpty()) {
            whose.add("circle IN (SELECT circle FROM statistics_circle_company WHERE company IN ("
                    + asked(part.companies()) + "))");
        }
        String of = whose.isEmpty() ? "1 = 1" : String.join(" OR ", whose);
        return "((" + of + ")" + secrecy(part.upTo()) + ")";
    }

    /** What has no circle is internal. */
    private static String secrecy(Secrecy upTo) {
        return switch (upTo) {
            case CONFIDENTIAL -> "";
            case SECRET, INTERNAL -> " AND circle NOT IN (SELECT id FROM statistics_circle WHERE secrecy > "
                    + upTo.ordinal() + ")";
            case PUBLIC -> " AND circle IN (SELECT id FROM statistics_circle WHERE secrecy = 0)";
        };
    }

    private static String asked(Set<String> names) {
        return String.join(", ", Collections.nCopies(names.size(), "?"));
    }

    private int limit(PreparedStatement select) throws SQLException {
        int next = 1;
        for (Counted part : parts) {
            for (String department : new TreeSet<>(part.departments())) {
                select.setString(next++, department);
            }
            for (String company : new TreeSet<>(part.companies())) {
                select.setString(next++, company);
            }
        }
        return next;
    }

    private static Series row(ResultSet rows, Set<By> by) throws SQLException {
        return new Series(
                by.contains(By.HOUR) ? Optional.of(Tally.instant(rows.getInt("sent_hour"))) : Optional.empty(),
                text(rows, by, By.PLATFORM),
                text(rows, by, By.TYPE),
                text(rows, by, By.DEPARTMENT).filter(department -> !department.equals(NONE)),
                rows.getLong("said"),
                rows.getLong("taken"));
    }

    private static Optional<String> text(ResultSet rows, Set<By> by, By way) throws SQLException {
        return by.contains(way) ? Optional.of(rows.getString(way.column())) : Optional.empty();
    }

    /**
     * One figure.
     *
     * @param department absent where it was not asked for, and for the messages that are in none
     * @param recalled how many of the messages were taken back
     */
    public record Series(
            Optional<Instant> hour,
            Optional<String> platform,
            Optional<String> type,
            Optional<String> department,
            long messages,
            long recalled) {}
}
