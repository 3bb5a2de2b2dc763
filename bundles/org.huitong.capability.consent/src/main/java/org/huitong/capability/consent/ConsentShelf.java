// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Consents.Between;
import org.huitong.api.connector.Consents.Consent;
import org.huitong.api.connector.Consents.State;

/** The rows: who said what to being kept, what was left out for it, and whom the platform's record covers. */
final class ConsentShelf {
    private static final String ROW =
            "SELECT platform, account, room, colleague, outsider, state, since, asked_at" + " FROM consent_consent";

    /**
     * What was told last.
     *
     * @param askedAt when; long ago where it is known to be old
     */
    record Known(String platform, String account, Consent consent, Instant askedAt) {}

    Optional<Known> find(Connection connection, String platform, String account, Between whom) throws SQLException {
        List<Known> found = read(
                connection,
                " WHERE platform = ? AND account = ? AND room = ? AND colleague = ? AND outsider = ?",
                List.of(platform, account, whom.room(), whom.colleague(), whom.outsider()));
        return found.stream().findFirst();
    }

    /** Of one account, in the order of their names, behind a place. */
    List<Known> page(
            Connection connection, String platform, String account, Optional<State> state, String after, int most)
            throws SQLException {
        List<String> values = new ArrayList<>(List.of(platform, account));
        state.ifPresent(one -> values.add(one.name()));
        values.add(after);
        return read(
                connection,
                " WHERE platform = ? AND account = ?" + (state.isPresent() ? " AND state = ?" : "")
                        + " AND place > ? ORDER BY place FETCH FIRST " + most + " ROWS ONLY",
                values);
    }

    /** All of one room: a group, or two people, whose room the connector names by both. */
    List<Known> ofConversation(Connection connection, String platform, String conversation) throws SQLException {
        return read(
                connection,
                " WHERE platform = ? AND conversation = ? ORDER BY outsider",
                List.of(platform, conversation));
    }

    /** What was asked before a time, the oldest first. */
    List<Known> askedBefore(Connection connection, Instant time, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                ROW + " WHERE asked_at < ? ORDER BY asked_at FETCH FIRST " + most + " ROWS ONLY")) {
            select.setLong(1, time.toEpochMilli());
            return rows(select);
        }
    }

    private static List<Known> read(Connection connection, String where, List<String> values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROW + where)) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            return rows(select);
        }
    }

    private static List<Known> rows(PreparedStatement select) throws SQLException {
        List<Known> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                long since = row.getLong(7);
                Between whom = new Between(row.getString(3), row.getString(4), row.getString(5));
                rows.add(new Known(
                        row.getString(1),
                        row.getString(2),
                        new Consent(
                                whom,
                                State.valueOf(row.getString(6)),
                                since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since))),
                        Instant.ofEpochMilli(row.getLong(8))));
            }
        }
        return rows;
    }

    /** Where a row stands in lists. It begins with a letter, and no blank stands before what parts it: Derby pads. */
    static String place(Between whom) {
        return whom.room().isEmpty()
                ? "two|" + whom.colleague() + "|" + whom.outsider()
                : "group|" + whom.room() + "|" + whom.outsider();
    }

    void keep(Connection transaction, String platform, String account, Collection<Consent> told, Instant now)
            throws SQLException {
        for (Consent consent : told) {
            Between whom = consent.whom();
            try (PreparedStatement update = transaction.prepareStatement("UPDATE consent_consent SET state = ?,"
                    + " since = ?, asked_at = ? WHERE platform = ? AND account = ? AND room = ? AND colleague = ?"
                    + " AND outsider = ?")) {
                bind(update, consent, now, platform, account);
                if (update.executeUpdate() > 0) {
                    continue;
                }
            }
            try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO consent_consent (state, since,"
                    + " asked_at, platform, account, room, colleague, outsider, place, conversation)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                bind(insert, consent, now, platform, account);
                insert.setString(9, place(whom));
                insert.setString(10, whom.room());
                insert.executeUpdate();
            }
        }
    }

    private static void bind(PreparedStatement write, Consent consent, Instant now, String platform, String account)
            throws SQLException {
        write.setString(1, consent.state().name());
        write.setLong(2, consent.since().map(Instant::toEpochMilli).orElse(0L));
        write.setLong(3, now.toEpochMilli());
        write.setString(4, platform);
        write.setString(5, account);
        write.setString(6, consent.whom().room());
        write.setString(7, consent.whom().colleague());
        write.setString(8, consent.whom().outsider());
    }

    /** In which room people read what two have said to each other; the connector names it. */
    void liesIn(Connection transaction, String platform, String account, Between whom, String conversation)
            throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE consent_consent SET conversation = ?"
                + " WHERE platform = ? AND account = ? AND room = ? AND colleague = ? AND outsider = ?")) {
            update.setString(1, conversation);
            update.setString(2, platform);
            update.setString(3, account);
            update.setString(4, whom.room());
            update.setString(5, whom.colleague());
            update.setString(6, whom.outsider());
            update.executeUpdate();
        }
    }

    /** How many of each. */
    Map<State, Integer> counts(Connection connection, String platform, String account) throws SQLException {
        Map<State, Integer> counts = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT state, COUNT(*) FROM consent_consent" + " WHERE platform = ? AND account = ? GROUP BY state")) {
            select.setString(1, platform);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(State.valueOf(row.getString(1)), row.getInt(2));
                }
            }
        }
        return counts;
    }

    void leftOut(Connection transaction, String platform, String account, LocalDate day, int messages)
            throws SQLException {
        for (String sql : List.of(
                "UPDATE consent_left_out SET messages = messages + ? WHERE platform = ? AND account = ? AND epoch_day = ?",
                "INSERT INTO consent_left_out (messages, platform, account, epoch_day) VALUES (?, ?, ?, ?)")) {
            try (PreparedStatement write = transaction.prepareStatement(sql)) {
                write.setLong(1, messages);
                write.setString(2, platform);
                write.setString(3, account);
                write.setLong(4, day.toEpochDay());
                if (write.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }

    /** By day, the newest first. */
    Map<LocalDate, Long> leftOut(Connection connection, String platform, String account, int days) throws SQLException {
        Map<LocalDate, Long> left = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT epoch_day, messages FROM consent_left_out WHERE platform = ? AND account = ?"
                        + " ORDER BY epoch_day DESC FETCH FIRST " + days + " ROWS ONLY")) {
            select.setString(1, platform);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    left.put(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2));
                }
            }
        }
        return left;
    }

    void covered(Connection transaction, String platform, String account, Collection<String> ids) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("DELETE FROM consent_covered WHERE platform = ? AND account = ?")) {
            delete.setString(1, platform);
            delete.setString(2, account);
            delete.executeUpdate();
        }
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO consent_covered (platform, account, member) VALUES (?, ?, ?)")) {
            for (String id : ids.stream().distinct().toList()) {
                insert.setString(1, platform);
                insert.setString(2, account);
                insert.setString(3, id);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    List<String> covered(Connection connection, String platform, String account) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT member FROM consent_covered WHERE platform = ? AND account = ? ORDER BY member")) {
            select.setString(1, platform);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        }
        return ids;
    }
}
