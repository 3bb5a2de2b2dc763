// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.message.MessageId;

/** How well rules do: how often they fire, would have in shadow, and were said to be wrong. */
final class Reckoning {
    static final int MOST_SAMPLES = 20;
    private static final int KEPT_DAYS = 400;

    private Reckoning() {}

    /**
     * Of one rule.
     *
     * @param wrong of how many messages somebody said that it was wrong about them
     */
    record Figures(long fired, long shadowed, long wrong) {
        static final Figures NONE = new Figures(0, 0, 0);

        /** The share that nobody called wrong; 1 where it never fired, for nothing speaks against it. */
        double precision() {
            long all = fired + shadowed;
            return all == 0 ? 1 : 1 - Math.min(1, (double) wrong / all);
        }
    }

    static void count(Connection connection, long rule, LocalDate day, int fired, int shadowed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE rules_day SET fired = fired + ?, shadowed = shadowed + ? WHERE rule = ? AND day_at = ?")) {
            update.setInt(1, fired);
            update.setInt(2, shadowed);
            update.setLong(3, rule);
            update.setLong(4, day.toEpochDay());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO rules_day (fired, shadowed, rule, day_at) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, fired);
            insert.setInt(2, shadowed);
            insert.setLong(3, rule);
            insert.setLong(4, day.toEpochDay());
            insert.executeUpdate();
        }
        forgetBefore(connection, day.minusDays(KEPT_DAYS));
    }

    /** Keeps the newest few. */
    static void sample(Connection connection, long rule, long seq, MessageId message) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO rules_sample (rule, seq, message) VALUES (?, ?, ?)")) {
            insert.setLong(1, rule);
            insert.setLong(2, seq);
            insert.setString(3, message.value());
            insert.executeUpdate();
        }
        try (PreparedStatement oldest = connection.prepareStatement("SELECT seq FROM rules_sample WHERE rule = ?"
                + " ORDER BY seq DESC OFFSET " + MOST_SAMPLES + " ROWS FETCH FIRST 1 ROWS ONLY")) {
            oldest.setLong(1, rule);
            try (ResultSet row = oldest.executeQuery()) {
                if (row.next()) {
                    forget(connection, "rules_sample WHERE rule = ? AND seq <= ?", rule, row.getLong(1));
                }
            }
        }
    }

    /** The newest first. */
    static List<MessageId> samples(Connection connection, long rule) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT message FROM rules_sample WHERE rule = ? ORDER BY seq DESC")) {
            select.setLong(1, rule);
            List<MessageId> samples = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    samples.add(new MessageId(row.getString(1)));
                }
            }
            return samples;
        }
    }

    static void wrong(Connection connection, long rule, MessageId message, String by, Instant at) throws SQLException {
        right(connection, rule, message, by);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO rules_wrong (rule, message, made_by, made_at) VALUES (?, ?, ?, ?)")) {
            insert.setLong(1, rule);
            insert.setString(2, message.value());
            insert.setString(3, by);
            insert.setLong(4, at.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Takes back what somebody said. @return whether they had said it */
    static boolean right(Connection connection, long rule, MessageId message, String by) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM rules_wrong WHERE rule = ? AND message = ? AND made_by = ?")) {
            delete.setLong(1, rule);
            delete.setString(2, message.value());
            delete.setString(3, by);
            return delete.executeUpdate() > 0;
        }
    }

    /** Which rules somebody called wrong about it. */
    static List<Long> calledWrong(Connection connection, MessageId message, String by) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT rule FROM rules_wrong WHERE message = ? AND made_by = ?")) {
            select.setString(1, message.value());
            select.setString(2, by);
            List<Long> rules = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rules.add(row.getLong(1));
                }
            }
            return rules;
        }
    }

    /** Of each rule that has any, from that day on. */
    static Map<Long, Figures> since(Connection connection, LocalDate day, Instant begin) throws SQLException {
        Map<Long, Figures> figures = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT rule, SUM(fired), SUM(shadowed) FROM rules_day WHERE day_at >= ? GROUP BY rule")) {
            select.setLong(1, day.toEpochDay());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    figures.put(row.getLong(1), new Figures(row.getLong(2), row.getLong(3), 0));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT rule, COUNT(DISTINCT message) FROM rules_wrong WHERE made_at >= ? GROUP BY rule")) {
            select.setLong(1, begin.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Figures known = figures.getOrDefault(row.getLong(1), Figures.NONE);
                    figures.put(row.getLong(1), new Figures(known.fired(), known.shadowed(), row.getLong(2)));
                }
            }
        }
        return figures;
    }

    private static void forgetBefore(Connection connection, LocalDate day) throws SQLException {
        forget(connection, "rules_day WHERE day_at < ?", day.toEpochDay());
        forget(
                connection,
                "rules_wrong WHERE made_at < ?",
                day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    private static void forget(Connection connection, String what, long... values) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + what)) {
            for (int i = 0; i < values.length; i++) {
                delete.setLong(i + 1, values[i]);
            }
            delete.executeUpdate();
        }
    }
}
