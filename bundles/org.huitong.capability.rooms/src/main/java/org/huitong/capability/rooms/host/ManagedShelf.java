// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;

/** The rows about managed rooms. */
final class ManagedShelf {
    private static final int LONGEST_WHY = 1_000;

    private ManagedShelf() {}

    static List<ManagedRoom> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT id, platform, account, kind, target, room_key, conversation, name, asked_at, why_zh,"
                                + " why_en, despite FROM rooms_managed ORDER BY platform, account, kind, target");
                ResultSet row = select.executeQuery()) {
            List<ManagedRoom> rooms = new ArrayList<>();
            while (row.next()) {
                rooms.add(of(connection, row));
            }
            return rooms;
        }
    }

    static Optional<ManagedRoom> find(Connection connection, String id) throws SQLException {
        return all(connection).stream().filter(room -> room.id().equals(id)).findFirst();
    }

    private static ManagedRoom of(Connection connection, ResultSet row) throws SQLException {
        long asked = row.getLong(9);
        Optional<Instant> askedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(asked));
        long despite = row.getLong(12);
        Optional<Integer> leaving = row.wasNull() ? Optional.empty() : Optional.of((int) despite);
        String zh = row.getString(10);
        return new ManagedRoom(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                ManagedRoom.Kind.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)),
                members(connection, row.getString(1)),
                askedAt,
                zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(11))),
                leaving);
    }

    private static Set<String> members(Connection connection, String room) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT member FROM rooms_managed_member WHERE room = ?")) {
            select.setString(1, room);
            try (ResultSet row = select.executeQuery()) {
                Set<String> members = new HashSet<>();
                while (row.next()) {
                    members.add(row.getString(1));
                }
                return members;
            }
        }
    }

    static void add(Connection transaction, ManagedRoom room) throws SQLException {
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO rooms_managed (id, platform, account, kind, target, room_key)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, room.id());
            insert.setString(2, room.platform());
            insert.setString(3, room.account());
            insert.setString(4, room.kind().word());
            insert.setString(5, room.target());
            insert.setString(6, room.key());
            insert.executeUpdate();
        }
    }

    /** @return false where it is no more */
    static boolean put(Connection transaction, ManagedRoom room) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement("UPDATE rooms_managed SET room_key = ?,"
                + " conversation = ?, name = ?, asked_at = ?, why_zh = ?, why_en = ?, despite = ? WHERE id = ?")) {
            update.setString(1, room.key());
            update.setString(2, room.conversation().orElse(null));
            update.setString(3, room.name().orElse(null));
            number(update, 4, room.askedAt().map(Instant::toEpochMilli));
            update.setString(
                    5, room.why().map(LocalText::zh).map(ManagedShelf::brief).orElse(null));
            update.setString(
                    6, room.why().map(LocalText::en).map(ManagedShelf::brief).orElse(null));
            number(update, 7, room.despite().map(Integer::longValue));
            update.setString(8, room.id());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        forget(transaction, room.id());
        try (PreparedStatement insert =
                transaction.prepareStatement("INSERT INTO rooms_managed_member (room, member) VALUES (?, ?)")) {
            for (String member : room.members()) {
                insert.setString(1, room.id());
                insert.setString(2, member);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return true;
    }

    /** The hub keeps it no more; on its platform it stays. */
    static boolean remove(Connection transaction, String id) throws SQLException {
        forget(transaction, id);
        try (PreparedStatement delete = transaction.prepareStatement("DELETE FROM rooms_managed WHERE id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate() == 1;
        }
    }

    private static void forget(Connection transaction, String id) throws SQLException {
        try (PreparedStatement delete =
                transaction.prepareStatement("DELETE FROM rooms_managed_member WHERE room = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private static String brief(String text) {
        return text.length() > LONGEST_WHY ? text.substring(0, LONGEST_WHY) : text;
    }

    private static void number(PreparedStatement statement, int at, Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(at, value.get());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }
}
