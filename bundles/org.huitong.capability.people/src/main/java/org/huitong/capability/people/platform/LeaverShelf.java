// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/** The accounts of those who left that are still to be shut on their platforms. */
final class LeaverShelf {
    private static final int LONGEST = 500;

    private LeaverShelf() {}

    /** One of them. */
    record Owed(String person, String platform, String tenant, String account) {
        /** Names nobody but by ids: safe for a log. */
        @Override
        public String toString() {
            return "Owed[" + platform + " " + account + "]";
        }
    }

    /** Those whose time has come. */
    static List<Owed> due(Connection connection, Instant now) throws SQLException {
        List<Owed> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT person, platform, tenant, native_id"
                + " FROM people_leaving WHERE done_at IS NULL AND back_at IS NULL AND (next_at IS NULL OR next_at <= ?)"
                + " ORDER BY since_at, person, platform, native_id")) {
            select.setLong(1, now.toEpochMilli());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Owed(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return due;
    }

    /** @return false where somebody has seen to it meanwhile */
    static boolean done(Connection connection, Owed owed, Instant now, String by) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE people_leaving SET done_at = ?, done_by = ?,"
                        + " why_zh = NULL, why_en = NULL WHERE person = ? AND platform = ? AND tenant = ? AND native_id = ?"
                        + " AND done_at IS NULL")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, by);
            at(update, 3, owed);
            return update.executeUpdate() == 1;
        }
    }

    /** It is not done, for this reason, and is tried again then; without a reason nothing is told yet. */
    static void later(Connection connection, Owed owed, Instant next, Optional<LocalText> why) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE people_leaving SET next_at = ?, why_zh = ?,"
                + " why_en = ? WHERE person = ? AND platform = ? AND tenant = ? AND native_id = ?"
                + " AND done_at IS NULL")) {
            update.setLong(1, next.toEpochMilli());
            text(update, 2, why.map(LocalText::zh));
            text(update, 3, why.map(LocalText::en));
            at(update, 4, owed);
            update.executeUpdate();
        }
    }

    private static void text(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(
                    index, text.get().substring(0, Math.min(LONGEST, text.get().length())));
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    private static void at(PreparedStatement statement, int from, Owed owed) throws SQLException {
        statement.setString(from, owed.person());
        statement.setString(from + 1, owed.platform());
        statement.setString(from + 2, owed.tenant());
        statement.setString(from + 3, owed.account());
    }
}
