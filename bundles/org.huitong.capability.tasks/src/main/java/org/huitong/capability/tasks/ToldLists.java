// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The list that somebody was told last: a number that they name means what it meant there, however the tasks stand by
 * now. After a day it means nothing any more.
 */
final class ToldLists {
    private static final Duration HOLDS = Duration.ofDays(1);

    private ToldLists() {}

    static void keep(Connection connection, String person, List<String> tasks, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM tasks_list WHERE person = ?")) {
            delete.setString(1, person);
            delete.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO tasks_list (person, told_at, ids) VALUES (?, ?, ?)")) {
            insert.setString(1, person);
            insert.setLong(2, now.toEpochMilli());
            insert.setString(3, String.join(" ", tasks));
            insert.executeUpdate();
        }
    }

    /** Empty where none was told within a day. */
    static List<String> of(Connection connection, String person, Instant now) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT ids FROM tasks_list WHERE person = ? AND told_at > ?")) {
            select.setString(1, person);
            select.setLong(2, now.minus(HOLDS).toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && !row.getString(1).isEmpty()
                        ? List.of(row.getString(1).split(" "))
                        : List.of();
            }
        }
    }
}
