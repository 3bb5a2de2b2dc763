// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Sign;
import org.huitong.capability.coverage.Count.Hit;
import org.huitong.capability.coverage.Count.RoomPlace;
import org.huitong.capability.coverage.Count.SignPlace;

/**
 * The rows about what has come.
 *
 * <p>Why nothing counts twice: each row knows up to which place of the log it has counted, the log is read in its order,
 * and only what stands behind that place is added.
 */
final class CoverageShelf {
    private CoverageShelf() {}

    static void add(Connection transaction, Count count) throws SQLException {
        for (Map.Entry<SignPlace, List<Hit>> one : count.signs().entrySet()) {
            SignPlace place = one.getKey();
            merge(transaction, Table.SIGN, List.of(place.platform(), place.account(), place.sign()), one.getValue());
        }
        for (Map.Entry<RoomPlace, List<Hit>> one : count.rooms().entrySet()) {
            RoomPlace place = one.getKey();
            merge(
                    transaction,
                    Table.ROOM,
                    List.of(place.platform(), place.account(), place.tenant(), place.conversation()),
                    one.getValue());
        }
    }

    private static void merge(Connection transaction, Table table, List<String> key, List<Hit> hits)
            throws SQLException {
        Row before = row(transaction, table, key);
        Row after = before == null ? new Row(0, 0, Long.MIN_VALUE, Long.MIN_VALUE) : before;
        for (Hit hit : hits) {
            after = after.and(hit, table);
        }
        String sql = before == null ? table.insert : table.update;
        try (PreparedStatement write = transaction.prepareStatement(sql)) {
            int next = 1;
            write.setLong(next++, after.first);
            if (table == Table.ROOM) {
                write.setLong(next++, after.second);
            }
            write.setLong(next++, after.lastAt);
            write.setLong(next++, after.upTo);
            for (String part : key) {
                write.setString(next++, part);
            }
            write.executeUpdate();
        }
    }

    private static Row row(Connection transaction, Table table, List<String> key) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(table.select)) {
            for (int i = 0; i < key.size(); i++) {
                select.setString(i + 1, key.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Row(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)) : null;
            }
        }
    }

    /** Of every account, by platform and account. */
    static Map<List<String>, Map<Sign, Seen>> signs(Connection connection) throws SQLException {
        Map<List<String>, Map<Sign, Seen>> all = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT platform, account, sign, messages, last_at FROM coverage_sign");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.computeIfAbsent(List.of(row.getString(1), row.getString(2)), none -> new HashMap<>())
                        .put(
                                new Sign(row.getString(3)),
                                new Seen(row.getLong(4), Instant.ofEpochMilli(row.getLong(5))));
            }
        }
        return all;
    }

    /** The groups of one account, by their ids. */
    static List<SeenRoom> rooms(Connection connection, String platform, String account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT tenant, conversation, plain, calling, last_at FROM coverage_room"
                        + " WHERE platform = ? AND account = ? ORDER BY conversation, tenant")) {
            select.setString(1, platform);
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                List<SeenRoom> rooms = new ArrayList<>();
                while (row.next()) {
                    rooms.add(new SeenRoom(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            Instant.ofEpochMilli(row.getLong(5))));
                }
                return rooms;
            }
        }
    }

    /** @param first messages of a sign, plain ones of a room */
    private record Row(long first, long second, long lastAt, long upTo) {
        Row and(Hit hit, Table table) {
            if (hit.seq() <= upTo) {
                return this;
            }
            boolean ofRoom = table == Table.ROOM;
            return new Row(
                    first + (ofRoom && !hit.plain() ? 0 : 1),
                    second + (ofRoom && hit.calling() ? 1 : 0),
                    Math.max(lastAt, hit.at().toEpochMilli()),
                    hit.seq());
        }
    }

    private enum Table {
        SIGN(
                "SELECT messages, messages, last_at, up_to FROM coverage_sign"
                        + " WHERE platform = ? AND account = ? AND sign = ?",
                "INSERT INTO coverage_sign (messages, last_at, up_to, platform, account, sign) VALUES (?, ?, ?, ?, ?, ?)",
                "UPDATE coverage_sign SET messages = ?, last_at = ?, up_to = ?"
                        + " WHERE platform = ? AND account = ? AND sign = ?"),
        ROOM(
                "SELECT plain, calling, last_at, up_to FROM coverage_room"
                        + " WHERE platform = ? AND account = ? AND tenant = ? AND conversation = ?",
                "INSERT INTO coverage_room (plain, calling, last_at, up_to, platform, account, tenant, conversation)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                "UPDATE coverage_room SET plain = ?, calling = ?, last_at = ?, up_to = ?"
                        + " WHERE platform = ? AND account = ? AND tenant = ? AND conversation = ?");

        private final String select;
        private final String insert;
        private final String update;

        Table(String select, String insert, String update) {
            this.select = select;
            this.insert = insert;
            this.update = update;
        }
    }
}
