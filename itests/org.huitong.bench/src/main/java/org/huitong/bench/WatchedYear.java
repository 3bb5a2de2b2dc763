// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Thirteen months as the watch keeps them: of each reading the minutes of two days, the hours of two months and the days of
 * all, and of each account what came on each day. Beside what the hub measures stand accounts that a large firm has.
 */
final class WatchedYear {
    private static final int ACCOUNTS = 30;
    private static final List<String> OF_AN_ACCOUNT =
            List.of("connection", "intake", "silence", "delay", "sending", "unconfirmed");
    private static final int MINUTES = 2 * 24 * 60;
    private static final int HOURS = 62 * 24;
    private static final int DAYS = 396;
    private static final int AT_ONCE = 5_000;
    /** As delivered. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<String> names;
    private long rows;

    /** @param measured what the hub itself measures */
    WatchedYear(List<String> measured) {
        names = new ArrayList<>(measured);
        for (int account = 0; account < ACCOUNTS; account++) {
            for (String gauge : OF_AN_ACCOUNT) {
                names.add(gauge + ":" + account(account));
            }
        }
    }

    private static String account(int number) {
        return "dingtalk/office" + number;
    }

    int readings() {
        return names.size();
    }

    long rows() {
        return rows;
    }

    /** The one of the hub's own of which most is known: all are alike, and this one is always there. */
    String busiest() {
        return names.stream().filter("dead-letters"::equals).findFirst().orElseThrow();
    }

    /** @param store of a hub that has ended */
    void write(Path store) throws SQLException {
        try (Table table = Table.open(store);
                Connection connection = table.connect()) {
            ZonedDateTime now = Instant.now().atZone(ZONE);
            // What the hub has measured meanwhile begins later than the newest of these.
            history(
                    connection,
                    "m",
                    now.truncatedTo(ChronoUnit.MINUTES).minusMinutes(30),
                    Duration.ofMinutes(1),
                    MINUTES);
            history(connection, "h", now.truncatedTo(ChronoUnit.HOURS).minusHours(2), Duration.ofHours(1), HOURS);
            history(connection, "d", now.truncatedTo(ChronoUnit.DAYS).minusDays(1), Duration.ofDays(1), DAYS);
            days(connection, now);
            connection.commit();
        }
    }

    private void history(Connection connection, String grain, ZonedDateTime newest, Duration step, int count)
            throws SQLException {
        Random random = new Random(17);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO monitor_history"
                + " (name, grain, begins, least, most, total, times) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            int times = (int) step.toMinutes();
            for (String name : names) {
                for (int i = 0; i < count; i++) {
                    double value = random.nextInt(100);
                    insert.setString(1, name);
                    insert.setString(2, grain);
                    insert.setLong(
                            3, newest.minus(step.multipliedBy(i)).toInstant().toEpochMilli());
                    insert.setDouble(4, value);
                    insert.setDouble(5, value + random.nextInt(20));
                    insert.setDouble(6, value * times);
                    insert.setInt(7, times);
                    add(connection, insert);
                }
            }
            insert.executeBatch();
        }
    }

    private void days(Connection connection, ZonedDateTime now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO monitor_day (report_day, account, taken,"
                        + " refused, dead, outages, outage_minutes) VALUES (?, ?, ?, 3, 1, 1, 7)")) {
            for (int account = 0; account < ACCOUNTS; account++) {
                for (int day = 0; day < DAYS; day++) {
                    insert.setString(1, now.toLocalDate().minusDays(day).toString());
                    insert.setString(2, account(account));
                    insert.setLong(3, 4_000);
                    add(connection, insert);
                }
            }
            insert.executeBatch();
        }
    }

    private void add(Connection connection, PreparedStatement insert) throws SQLException {
        insert.addBatch();
        if (++rows % AT_ONCE == 0) {
            insert.executeBatch();
            connection.commit();
        }
    }
}
