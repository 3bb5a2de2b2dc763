// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gap.Fate;

/** The gaps of all accounts, each for as long as the days are kept. */
public final class Gaps {
    private static final String ALL =
            "SELECT account, began_at, ended_at, hub, fate, until_at, why_zh, why_en FROM monitor_gap";

    private Gaps() {}

    /** Those of which something has still to be learned: that last, and that are being pushed again. */
    static List<Gap> unsettled(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(ALL + " WHERE fate IN ('open', 'coming') ORDER BY account, began_at")) {
            return read(select);
        }
    }

    /** Those that lie, with any part of them, between these moments, by their accounts. */
    public static Map<String, List<Gap>> between(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                ALL + " WHERE began_at < ? AND (ended_at IS NULL OR ended_at > ?) ORDER BY account, began_at")) {
            select.setLong(1, to.toEpochMilli());
            select.setLong(2, from.toEpochMilli());
            Map<String, List<Gap>> all = new TreeMap<>();
            for (Gap gap : read(select)) {
                all.computeIfAbsent(gap.account(), account -> new ArrayList<>()).add(gap);
            }
            return all;
        }
    }

    private static List<Gap> read(PreparedStatement select) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                gaps.add(new Gap(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        moment(row, 3),
                        row.getBoolean(4),
                        Fate.ofWord(row.getString(5)),
                        moment(row, 6),
                        why(row)));
            }
        }
        return gaps;
    }

    private static Optional<LocalText> why(ResultSet row) throws SQLException {
        String zh = row.getString(7);
        return row.wasNull() ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(8)));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static void keep(Connection connection, Gap gap) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE monitor_gap SET ended_at = ?, hub = ?,"
                + " fate = ?, until_at = ?, why_zh = ?, why_en = ? WHERE account = ? AND began_at = ?")) {
            bind(update, gap);
            if (update.executeUpdate() == 0) {
                try (PreparedStatement insert = connection.prepareStatement("INSERT INTO monitor_gap (ended_at, hub,"
                        + " fate, until_at, why_zh, why_en, account, began_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                    bind(insert, gap);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, Gap gap) throws SQLException {
        moment(statement, 1, gap.ended());
        statement.setBoolean(2, gap.hub());
        statement.setString(3, gap.fate().word());
        moment(statement, 4, gap.until());
        statement.setString(5, gap.why().map(LocalText::zh).orElse(null));
        statement.setString(6, gap.why().map(LocalText::en).orElse(null));
        statement.setString(7, gap.account());
        statement.setLong(8, gap.began().toEpochMilli());
    }

    private static void moment(PreparedStatement statement, int at, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            statement.setLong(at, moment.get().toEpochMilli());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    static void forget(Connection connection, Instant oldest) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM monitor_gap WHERE began_at < ? AND ended_at IS NOT NULL")) {
            delete.setLong(1, oldest.toEpochMilli());
            delete.executeUpdate();
        }
    }
}
