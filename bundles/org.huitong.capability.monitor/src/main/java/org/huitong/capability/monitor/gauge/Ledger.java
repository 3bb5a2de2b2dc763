// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gap.Fate;

/**
 * What each account brought on each day, and when it was away: the hub's own counters, added up from minute to minute.
 * They begin at nothing with each process, so the last ones that were added are kept with the process that had them; what
 * came between the last minute and a crash is not among them.
 */
public final class Ledger {
    private static final String ADD =
            "UPDATE monitor_day SET taken = taken + ?, refused = refused + ?, dead = dead + ?,"
                    + " outages = outages + ?, outage_minutes = outage_minutes + ? WHERE report_day = ? AND account = ?";
    private static final String BEGIN = "INSERT INTO monitor_day (taken, refused, dead, outages, outage_minutes,"
            + " report_day, account) VALUES (?, ?, ?, ?, ?, ?, ?)";

    /** Of a day on which nobody asked there is no number. */
    private static final String ASKED =
            "UPDATE monitor_day SET asked_back = COALESCE(asked_back, 0) + ?" + " WHERE report_day = ? AND account = ?";

    private static final Duration BEGINNING = Duration.ofMinutes(10);

    private Ledger() {}

    /** An account's line of that day. */
    public record Day(LocalDate day, Line line) {}

    /**
     * What of an account has been counted.
     *
     * @param askedBack of those taken, what its platform was asked for after the call had failed
     */
    public record Counters(long taken, long refused, long dead, long askedBack) {
        static final Counters NONE = new Counters(0, 0, 0, 0);

        public static Counters of(Standing account) {
            return new Counters(
                    account.messages(),
                    account.refused(),
                    account.deadLetters(),
                    account.askedBack().orElse(0));
        }

        Counters withDead(long letters) {
            return new Counters(taken, refused, letters, askedBack);
        }

        /**
         * What was added since then; dead letters that were sent again are no less of the day in which they came. Where
         * there is less than before, the account is another one under its name, whose counting has begun anew.
         */
        Counters since(Counters before) {
            Counters from = taken < before.taken || refused < before.refused ? NONE.withDead(before.dead) : before;
            return new Counters(
                    taken - from.taken,
                    refused - from.refused,
                    Math.max(0, dead - from.dead),
                    Math.max(0, askedBack - from.askedBack));
        }
    }

    /** A moment, and the day in which it lies. */
    record Minute(Instant at, LocalDate day) {}

    /**
     * One account on one day.
     *
     * @param asked whether its platform was asked for what it keeps of calls that failed
     */
    public record Line(String account, Counters counted, int outages, int outageMinutes, boolean asked) {
        /** Whether anything may be missing, as report and page say it alike. */
        public LocalText told(List<Gap> gaps) {
            LocalText away = outageMinutes == 0 && gaps.isEmpty()
                    ? LocalText.of("没有断开", "never away")
                    : LocalText.of(
                            "断开 " + outages + " 次共 " + outageMinutes + " 分钟，"
                                    + became(gaps).zh(),
                            "away " + (outages == 1 ? "once" : outages + " times") + " for "
                                    + (outageMinutes == 1 ? "a minute" : outageMinutes + " minutes") + "; "
                                    + became(gaps).en());
            return asked
                    ? LocalText.of(
                            away.zh() + "；向平台取回推送失败的 " + counted.askedBack() + " 条",
                            away.en() + "; " + counted.askedBack() + " that failed to be pushed were asked back")
                    : away;
        }

        private static LocalText became(List<Gap> gaps) {
            if (gaps.isEmpty()) {
                return Fate.UNKNOWN.told();
            }
            Map<Fate, List<Gap>> fates =
                    gaps.stream().collect(Collectors.groupingBy(Gap::fate, TreeMap::new, Collectors.toList()));
            List<LocalText> parts = fates.entrySet().stream()
                    .map(one -> became(one.getKey(), one.getValue(), fates.size() > 1))
                    .toList();
            return LocalText.of(
                    parts.stream().map(LocalText::zh).collect(Collectors.joining("、")),
                    parts.stream().map(LocalText::en).collect(Collectors.joining(", ")));
        }

        private static LocalText became(Fate fate, List<Gap> gaps, boolean counted) {
            List<LocalText> why =
                    gaps.stream().flatMap(gap -> gap.why().stream()).distinct().toList();
            String zh = why.stream().map(LocalText::zh).collect(Collectors.joining("；", "（", "）"));
            String en = why.stream().map(LocalText::en).collect(Collectors.joining("; ", " (", ")"));
            return LocalText.of(
                    fate.told().zh() + (counted ? " " + gaps.size() + " 次" : "") + (why.isEmpty() ? "" : zh),
                    (counted ? gaps.size() + "× " : "") + fate.told().en() + (why.isEmpty() ? "" : en));
        }

        /** The worst of what became of its gaps; empty where there were none. */
        public Optional<Fate> worst(List<Gap> gaps) {
            return gaps.stream()
                    .map(Gap::fate)
                    .max(Comparator.naturalOrder())
                    .or(() -> outageMinutes > 0 ? Optional.of(Fate.UNKNOWN) : Optional.empty());
        }
    }

    /**
     * Adds a minute of one account. What a hub has counted that ran long before anybody kept a ledger belongs to no day.
     *
     * @param process when this run of the hub began, which tells it from every other
     * @param away whether nothing can come in by it
     * @param fell whether that has just begun
     * @return what came in this minute
     */
    static Counters add(
            Connection connection, Minute minute, Instant process, Standing account, boolean away, boolean fell)
            throws SQLException {
        String name = name(account);
        Counters now = Counters.of(account);
        boolean justBegun = process.plus(BEGINNING).isAfter(minute.at());
        Counters before = before(connection, name, process.toEpochMilli())
                .orElse(justBegun ? Counters.NONE.withDead(now.dead()) : now);
        keep(connection, name, process.toEpochMilli(), now);
        Counters fresh = now.since(before);
        LocalDate day = minute.day();
        add(connection, name, day, fresh, fell ? 1 : 0, away ? 1 : 0);
        if (account.askedBack().isPresent()) {
            try (PreparedStatement asked = connection.prepareStatement(ASKED)) {
                asked.setLong(1, fresh.askedBack());
                asked.setString(2, day.toString());
                asked.setString(3, name);
                asked.executeUpdate();
            }
        }
        return fresh;
    }

    /** That nothing could come in by it on that day for so long, while nobody looked. */
    static void away(Connection connection, String account, LocalDate day, int outages, int minutes)
            throws SQLException {
        add(connection, account, day, Counters.NONE, outages, minutes);
    }

    private static void add(
            Connection connection, String account, LocalDate day, Counters fresh, int outages, int minutes)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADD)) {
            bind(update, fresh, outages, minutes, day, account);
            if (update.executeUpdate() == 0) {
                try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                    bind(insert, fresh, outages, minutes, day, account);
                    insert.executeUpdate();
                }
            }
        }
    }

    static String name(Standing account) {
        return account.platform() + "/" + account.account();
    }

    private static void bind(
            PreparedStatement statement, Counters fresh, int outages, int minutes, LocalDate day, String name)
            throws SQLException {
        statement.setLong(1, fresh.taken());
        statement.setLong(2, fresh.refused());
        statement.setLong(3, fresh.dead());
        statement.setInt(4, outages);
        statement.setInt(5, minutes);
        statement.setString(6, day.toString());
        statement.setString(7, name);
    }

    /** Of another process only the dead letters go on: they lie in a table and not in memory. */
    private static Optional<Counters> before(Connection connection, String account, long process) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT process, taken, refused, dead, asked_back FROM monitor_counter WHERE account = ?")) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Counters dead = Counters.NONE.withDead(row.getLong(4));
                return Optional.of(
                        row.getLong(1) == process
                                ? new Counters(row.getLong(2), row.getLong(3), dead.dead(), row.getLong(5))
                                : dead);
            }
        }
    }

    private static void keep(Connection connection, String account, long process, Counters now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE monitor_counter SET process = ?, taken = ?, refused = ?, dead = ?, asked_back = ? WHERE account = ?")) {
            bind(update, account, process, now);
            if (update.executeUpdate() == 0) {
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO monitor_counter (process, taken, refused, dead, asked_back, account) VALUES (?, ?, ?, ?, ?, ?)")) {
                    bind(insert, account, process, now);
                    insert.executeUpdate();
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, String account, long process, Counters now)
            throws SQLException {
        statement.setLong(1, process);
        statement.setLong(2, now.taken());
        statement.setLong(3, now.refused());
        statement.setLong(4, now.dead());
        statement.setLong(5, now.askedBack());
        statement.setString(6, account);
    }

    /** Every account that was there on that day, by its name. */
    public static List<Line> of(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT account, taken, refused, dead, outages, outage_minutes, asked_back"
                        + " FROM monitor_day WHERE report_day = ? ORDER BY account")) {
            select.setString(1, day.toString());
            List<Line> lines = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long askedBack = row.getLong(7);
                    boolean asked = !row.wasNull();
                    lines.add(new Line(
                            row.getString(1),
                            new Counters(row.getLong(2), row.getLong(3), row.getLong(4), askedBack),
                            row.getInt(5),
                            row.getInt(6),
                            asked));
                }
            }
            return lines;
        }
    }

    /** What of these days is kept no longer than their history. */
    public static void forget(Connection connection, Instant now, ZoneId zone) throws SQLException {
        LocalDate oldest = LocalDate.ofInstant(Grain.DAY.oldest(now, zone), zone);
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM monitor_day WHERE report_day < ?")) {
            delete.setString(1, oldest.toString());
            delete.executeUpdate();
        }
        Gaps.forget(connection, oldest.atStartOfDay(zone).toInstant());
    }
}
