// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What was told of tasks to the platforms' own lists, and what became of it. No words: those lie with the task. */
final class TodoShelf {
    static final String OPEN = "open";
    static final String DONE = "done";
    static final String GONE = "gone";

    /** It is to be asked how it stands, whatever was told last. */
    static final int ASK = -1;

    private static final String COLUMNS = "task, person, platform, account, entry, note, told, version";

    private TodoShelf() {}

    /** An entry of one person's list. */
    record Entry(
            String task,
            String person,
            String platform,
            String account,
            String entry,
            String note,
            String told,
            int version) {
        Entry toAsk() {
            return new Entry(task, person, platform, account, entry, note, told, ASK);
        }

        boolean isOf(String someone, TodoLists.Account list) {
            return person.equals(someone) && platform.equals(list.platform()) && account.equals(list.name());
        }
    }

    static List<Entry> of(Connection connection, String task) throws SQLException {
        return select(connection, "task = ? ORDER BY person, platform, account", task);
    }

    static List<Entry> named(Connection connection, String platform, String account, String entry) throws SQLException {
        return select(connection, "platform = ? AND account = ? AND entry = ?", platform, account, entry);
    }

    /** How it stands now, whatever stood there. */
    static void keep(Connection connection, Entry entry) throws SQLException {
        String key = " WHERE task = ? AND person = ? AND platform = ? AND account = ?";
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE tasks_todo SET entry = ?, note = ?, told = ?, version = ?" + key)) {
            update.setString(1, entry.entry());
            update.setString(2, entry.note());
            update.setString(3, entry.told());
            update.setInt(4, entry.version());
            bind(update, 5, entry.task(), entry.person(), entry.platform(), entry.account());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tasks_todo (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            bind(
                    insert,
                    1,
                    entry.task(),
                    entry.person(),
                    entry.platform(),
                    entry.account(),
                    entry.entry(),
                    entry.note(),
                    entry.told());
            insert.setInt(8, entry.version());
            insert.executeUpdate();
        }
    }

    private static List<Entry> select(Connection connection, String where, String... values) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM tasks_todo WHERE " + where)) {
            bind(select, 1, values);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getInt(8)));
                }
            }
            return entries;
        }
    }

    private static void bind(PreparedStatement statement, int from, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(from + i, values[i]);
        }
    }
}
