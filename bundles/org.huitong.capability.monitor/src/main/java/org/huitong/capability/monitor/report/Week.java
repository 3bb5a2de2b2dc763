// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.huitong.capability.monitor.gauge.Ledger;

/**
 * A week as leaders are told of it: figures, and nobody's name or words.
 *
 * @param taken messages that came in
 * @param outageMinutes for which accounts were away, all together
 * @param opened,closed incidents in that week
 * @param open incidents that nobody had closed when it ended
 * @param complaints that came in that week
 * @param unanswered complaints that waited for an answer when it ended
 */
record Week(
        LocalDate monday,
        long taken,
        long outageMinutes,
        long opened,
        long closed,
        long open,
        long complaints,
        long unanswered) {
    private static final int DAYS = 7;

    static Week of(Connection connection, LocalDate monday, ZoneId zone) throws SQLException {
        long taken = 0;
        long away = 0;
        for (int i = 0; i < DAYS; i++) {
            for (Ledger.Line line : Ledger.of(connection, monday.plusDays(i))) {
                taken += line.counted().taken();
                away += line.outageMinutes();
            }
        }
        long from = monday.atStartOfDay(zone).toInstant().toEpochMilli();
        long to = monday.plusDays(DAYS).atStartOfDay(zone).toInstant().toEpochMilli();
        return new Week(
                monday,
                taken,
                away,
                count(connection, "monitor_incident WHERE opened_at >= ? AND opened_at < ?", from, to),
                count(connection, "monitor_incident WHERE closed_at >= ? AND closed_at < ?", from, to),
                count(
                        connection,
                        "monitor_incident WHERE opened_at < ? AND (closed_at IS NULL OR closed_at >= ?)",
                        to,
                        to),
                count(connection, "monitor_complaint WHERE made_at >= ? AND made_at < ?", from, to),
                count(
                        connection,
                        "monitor_complaint WHERE made_at < ? AND (answered_at IS NULL OR answered_at >= ?)",
                        to,
                        to));
    }

    LocalDate sunday() {
        return monday.plusDays(DAYS - 1L);
    }

    private static long count(Connection connection, String what, long one, long other) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM " + what)) {
            select.setLong(1, one);
            select.setLong(2, other);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
