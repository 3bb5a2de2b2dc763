// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.capability.attention.Notice.State;

/** Notices and tellings as rows: ids and times, nothing that anybody said. */
final class NoticeShelf {
    private static final String COLUMNS =
            "id, seq, message, person, told, rule_id, state, step, times, made_at, ended_at, ended_by, how";

    private NoticeShelf() {}

    static Optional<Notice> find(Connection connection, String id) throws SQLException {
        return notices(connection, "id = ?", List.of(id), 1).stream().findFirst();
    }

    /** Those that fit, the newest first. */
    static List<Notice> notices(Connection connection, String where, List<Object> values, int most)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM attention_notice WHERE " + where
                + " ORDER BY made_at DESC, id DESC FETCH FIRST " + most + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Notice> notices = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    notices.add(notice(row));
                }
            }
            return notices;
        }
    }

    private static Notice notice(ResultSet row) throws SQLException {
        long ended = row.getLong(11);
        boolean isOver = !row.wasNull();
        return new Notice(
                row.getString(1),
                row.getLong(2),
                new MessageId(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                State.ofWord(row.getString(7)),
                row.getInt(8),
                row.getInt(9),
                Instant.ofEpochMilli(row.getLong(10)),
                isOver ? Optional.of(Instant.ofEpochMilli(ended)) : Optional.empty(),
                Optional.ofNullable(row.getString(12)),
                Optional.ofNullable(row.getString(13)));
    }

    static void add(Connection connection, Notice notice) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO attention_notice (id, seq, message, person, told, rule_id, state, step, times, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, notice.id());
            insert.setLong(2, notice.seq());
            insert.setString(3, notice.message().value());
            insert.setString(4, notice.person());
            insert.setString(5, notice.told());
            insert.setLong(6, notice.rule());
            insert.setString(7, notice.state().word());
            insert.setInt(8, notice.step());
            insert.setInt(9, notice.times());
            insert.setLong(10, notice.madeAt().toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Whom it goes to next. The row is locked until the transaction ends. @return false where it is over already */
    static boolean goesTo(Connection connection, String id, String told, int step, int times) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE attention_notice SET told = ?, step = ?, times = ? WHERE id = ? AND state = 'open'")) {
            update.setString(1, told);
            update.setInt(2, step);
            update.setInt(3, times);
            update.setString(4, id);
            return update.executeUpdate() == 1;
        }
    }

    /** @return false where it is over already */
    static boolean ends(Connection connection, String id, State state, String by, String how, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE attention_notice SET state = ?,"
                + " ended_at = ?, ended_by = ?, how = ? WHERE id = ? AND state IN ('open', 'unanswered')")) {
            update.setString(1, state.word());
            update.setLong(2, at.toEpochMilli());
            update.setString(3, by);
            update.setString(4, how);
            update.setString(5, id);
            return update.executeUpdate() == 1;
        }
    }

    static void add(Connection connection, Telling telling) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO attention_telling (id, at_ms, person,"
                + " kind, notice, ends_at, amount, words, letter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, telling.id());
            insert.setLong(2, telling.at().toEpochMilli());
            insert.setString(3, telling.person());
            insert.setString(4, telling.kind());
            insert.setString(5, telling.notice().orElse(null));
            if (telling.endsAt().isPresent()) {
                insert.setLong(6, telling.endsAt().get().toEpochMilli());
            } else {
                insert.setNull(6, Types.BIGINT);
            }
            insert.setInt(7, telling.amount());
            insert.setBoolean(8, telling.words());
            insert.setString(9, telling.letter());
            insert.executeUpdate();
        }
    }

    /** Those that fit, the newest first. */
    static List<Telling> tellings(Connection connection, String where, List<Object> values, int most)
            throws SQLException {
        String sql =
                "SELECT id, at_ms, person, kind, notice, ends_at, amount, words, letter FROM attention_telling WHERE "
                        + where + " ORDER BY at_ms DESC, id DESC FETCH FIRST " + most + " ROWS ONLY";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Telling> tellings = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long ends = row.getLong(6);
                    boolean ofWindow = !row.wasNull();
                    tellings.add(new Telling(
                            row.getString(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            row.getString(3),
                            row.getString(4),
                            Optional.ofNullable(row.getString(5)),
                            ofWindow ? Optional.of(Instant.ofEpochMilli(ends)) : Optional.empty(),
                            row.getInt(7),
                            row.getBoolean(8),
                            row.getString(9)));
                }
            }
            return tellings;
        }
    }
}
