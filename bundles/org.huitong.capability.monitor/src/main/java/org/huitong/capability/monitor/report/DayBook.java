// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.capability.monitor.gauge.Gap;
import org.huitong.capability.monitor.gauge.Gap.Fate;
import org.huitong.capability.monitor.gauge.Gaps;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Grain;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Ledger;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Norms;
import org.huitong.capability.monitor.gauge.State;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What each day was like: made of what the watch has kept, and once it is over written down for good. A day that is
 * written down once is that for ever, however often it is asked to be.
 */
@Component(service = DayBook.class)
public final class DayBook {
    private static final String KEY_CLASS = "report";
    private static final LocalText INTAKE = LocalText.of("消息接入", "Taken in");
    private static final LocalText GAUGES = LocalText.of("运行指标", "Figures");
    private static final LocalText INCIDENTS = LocalText.of("问题", "Incidents");
    private static final LocalText COMPLAINTS = LocalText.of("投诉", "Complaints");
    private static final LocalText WATCH = LocalText.of("监控", "Watch");
    private static final LocalText MESSAGES = LocalText.of("新消息", "New messages");

    private final Transactions transactions;
    private final Vault vault;
    private final Norms norms;
    private final ZoneId zone;
    private final History history;

    @Activate
    public DayBook(
            @Reference Transactions transactions,
            @Reference Vault vault,
            @Reference Norms norms,
            @Reference(target = "(schema=monitor)") Schema tables,
            @Reference Clock clock) {
        this(transactions, vault, norms, clock);
    }

    public DayBook(Transactions transactions, Vault vault, Norms norms, Clock clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.norms = norms;
        this.zone = clock.zone();
        this.history = new History(zone);
    }

    Transactions transactions() {
        return transactions;
    }

    /** What the day was like, as far as it has gone. */
    List<DailyLine> look(Connection connection, LocalDate day) throws SQLException {
        List<DailyLine> lines = new ArrayList<>();
        Map<String, List<Gap>> gaps = Gaps.between(
                connection,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
        for (Ledger.Line line : Ledger.of(connection, day)) {
            lines.add(intake(line, gaps.getOrDefault(line.account(), List.of())));
        }
        Map<String, History.Stretch> measured =
                history.all(connection, Grain.DAY, day.atStartOfDay(zone).toInstant());
        Map<Gauge, Norm> normal = norms.all();
        for (Gauge gauge : Gauge.values()) {
            if (!gauge.hasNorm()) {
                continue;
            }
            measured.forEach((name, stretch) -> {
                if (name.equals(gauge.word()) || name.startsWith(gauge.word() + ":")) {
                    lines.add(figure(gauge, name, stretch, normal.get(gauge).limits()));
                }
            });
        }
        incidents(connection, day, lines);
        lines.add(DailyLine.counted(
                COMPLAINTS,
                LocalText.of("当日收到", "Received"),
                count(connection, "monitor_complaint WHERE made_at >= ? AND made_at < ?", begin(day), end(day))));
        long minutes = measured.values().stream()
                .mapToInt(History.Stretch::times)
                .max()
                .orElse(0);
        lines.add(DailyLine.counted(WATCH, LocalText.of("已测量的分钟数", "Minutes that were looked at"), minutes)
                .noting(LocalText.of("缺少的分钟里本系统没有运行。", "In those that are missing the hub was not there.")));
        return lines;
    }

    private static DailyLine intake(Ledger.Line line, List<Gap> gaps) {
        Ledger.Counters counted = line.counted();
        LocalText gap = line.told(gaps);
        return new DailyLine(
                INTAKE,
                MESSAGES,
                line.account(),
                BigDecimal.valueOf(counted.taken()),
                "",
                "",
                Optional.of(state(line.worst(gaps), counted.dead())),
                Optional.of(LocalText.of(
                        gap.zh() + "；拒绝 " + counted.refused() + " 次，未能处理 " + counted.dead() + " 条",
                        gap.en() + "; " + counted.refused() + " refused, " + counted.dead() + " dead letters")));
    }

    /** What may be missing is bad; what is known to have come, or to be coming, is for somebody to look at. */
    private static State state(Optional<Fate> worst, long dead) {
        return worst.filter(fate -> fate.compareTo(Fate.OPEN) >= 0).isPresent()
                ? State.BAD
                : worst.isPresent() || dead > 0 ? State.WARNING : State.GOOD;
    }

    private static DailyLine figure(Gauge gauge, String name, History.Stretch stretch, Limits limits) {
        double worst = limits.least() ? stretch.least() : stretch.most();
        String subject =
                name.equals(gauge.word()) ? "" : name.substring(gauge.word().length() + 1);
        return new DailyLine(
                GAUGES,
                gauge.item(),
                subject,
                BigDecimal.valueOf(worst).setScale(2, RoundingMode.HALF_UP),
                gauge.unit(),
                gauge.normal(limits),
                Optional.of(limits.of(worst)),
                Optional.empty());
    }

    private void incidents(Connection connection, LocalDate day, List<DailyLine> lines) throws SQLException {
        lines.add(DailyLine.counted(
                INCIDENTS,
                LocalText.of("新增", "Opened"),
                count(connection, "monitor_incident WHERE opened_at >= ? AND opened_at < ?", begin(day), end(day))));
        lines.add(DailyLine.counted(
                INCIDENTS,
                LocalText.of("恢复", "Over"),
                count(connection, "monitor_incident WHERE over_at >= ? AND over_at < ?", begin(day), end(day))));
        lines.add(DailyLine.counted(
                INCIDENTS,
                LocalText.of("关闭", "Closed"),
                count(connection, "monitor_incident WHERE closed_at >= ? AND closed_at < ?", begin(day), end(day))));
        lines.add(DailyLine.counted(
                INCIDENTS,
                LocalText.of("当日结束时未关闭", "Not closed at its end"),
                count(
                        connection,
                        "monitor_incident WHERE opened_at < ? AND (closed_at IS NULL OR closed_at >= ?)",
                        end(day),
                        end(day))));
    }

    private long begin(LocalDate day) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private long end(LocalDate day) {
        return begin(day.plusDays(1));
    }

    private static long count(Connection connection, String what, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM " + what)) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @return what was written down now; empty where the day was written down before */
    Optional<List<DailyLine>> write(Connection connection, LocalDate day, Instant now) throws SQLException {
        if (read(connection, day).isPresent()) {
            return Optional.empty();
        }
        List<DailyLine> lines = look(connection, day);
        Sealed sealed = vault.seal(KEY_CLASS, DailyLine.bytes(lines), context(day));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO monitor_report (report_day, made_at,"
                + " seal_key, seal_wrapped, seal_text) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, day.toString());
            insert.setLong(2, now.toEpochMilli());
            insert.setString(3, sealed.key());
            insert.setBytes(4, sealed.wrapped());
            insert.setBytes(5, sealed.text());
            insert.executeUpdate();
        }
        return Optional.of(lines);
    }

    /** As it was written down; empty where it was not, or not yet. */
    Optional<List<DailyLine>> read(Connection connection, LocalDate day) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seal_key, seal_wrapped, seal_text FROM monitor_report WHERE report_day = ?")) {
            select.setString(1, day.toString());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Sealed sealed = new Sealed(row.getString(1), row.getBytes(2), row.getBytes(3));
                return Optional.of(DailyLine.of(vault.open(sealed, context(day))));
            }
        }
    }

    private static byte[] context(LocalDate day) {
        return ("daily report " + day).getBytes(StandardCharsets.UTF_8);
    }
}
