// SPDX-License-Identifier: Apache-2.0
package org.huitong.media.matter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was announced and is still to be asked for. */
final class MatterShelf {
    private MatterShelf() {}

    /**
     * One of them.
     *
     * @param changes how often it was announced: what was asked before the last time is asked again
     */
    record Open(
            String platform,
            String account,
            String matter,
            String tenant,
            Instant announcedAt,
            int tries,
            int changes) {
        @Override
        public String toString() {
            return "Open[" + platform + "~" + account + "]";
        }
    }

    /** It was announced, for the first time or again; whatever hindered it before counts no more. */
    static void announce(Connection connection, Open matter, Instant due) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE media_matter SET announced_at = ?, due_at = ?,"
                        + " tries = 0, changes = changes + 1 WHERE platform = ? AND account = ? AND matter = ?")) {
            update.setLong(1, matter.announcedAt().toEpochMilli());
            update.setLong(2, due.toEpochMilli());
            at(update, 3, matter);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO media_matter (announced_at, due_at,"
                + " platform, account, matter, tenant, tries, changes) VALUES (?, ?, ?, ?, ?, ?, 0, 1)")) {
            insert.setLong(1, matter.announcedAt().toEpochMilli());
            insert.setLong(2, due.toEpochMilli());
            at(insert, 3, matter);
            insert.setString(6, matter.tenant());
            insert.executeUpdate();
        }
    }

    static List<Open> due(Connection connection, Instant now, int most) throws SQLException {
        List<Open> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT platform, account, matter, tenant,"
                + " announced_at, tries, changes FROM media_matter WHERE due_at <= ? ORDER BY due_at, matter")) {
            select.setMaxRows(most);
            select.setLong(1, now.toEpochMilli());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(new Open(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Instant.ofEpochMilli(rows.getLong(5)),
                            rows.getInt(6),
                            rows.getInt(7)));
                }
            }
        }
        return due;
    }

    /** It was asked for, unless it was announced again meanwhile. */
    static void done(Connection connection, Open matter) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM media_matter WHERE platform = ? AND account = ? AND matter = ? AND changes = ?")) {
            at(delete, 1, matter);
            delete.setInt(4, matter.changes());
            delete.executeUpdate();
        }
    }

    static void again(Connection connection, Open matter, Instant due) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE media_matter SET due_at = ?, tries = tries + 1"
                        + " WHERE platform = ? AND account = ? AND matter = ? AND changes = ?")) {
            update.setLong(1, due.toEpochMilli());
            at(update, 2, matter);
            update.setInt(5, matter.changes());
            update.executeUpdate();
        }
    }

    private static void at(PreparedStatement statement, int from, Open matter) throws SQLException {
        statement.setString(from, matter.platform());
        statement.setString(from + 1, matter.account());
        statement.setString(from + 2, matter.matter());
    }
}
