// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.groups.Tuple;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Alarm;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.operation.Check;
import org.huitong.capability.monitor.MonitorConfig;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.Settings;
import org.huitong.capability.monitor.Station;
import org.huitong.capability.monitor.Watch;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Norm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each day has one report, and what it says is what came. */
class DailyReportTest {
    private Station station;

    @BeforeEach
    void begin(@TempDir Path folder) {
        station = Station.derby(folder);
    }

    @AfterEach
    void end() {
        station.close();
    }

    @Test
    void aCrashMakesNoSecondAndAMissedDayIsMadeUp() {
        Alarm report = report("08:00");
        station.ringer.with(DailyReport.NAME, (transaction, ring) -> {
            report.ring(transaction, ring);
            throw new IllegalStateException("the hub was killed before this was kept");
        });
        station.clock.set(Station.at("2026-03-12T08:00"));
        assertThatThrownBy(() -> station.ringer.ringAll(station.clock.instant()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(written()).isEmpty();

        // It was away for two days and some hours, and comes back.
        station.clock.set(Station.at("2026-03-14T11:30"));
        station.ringer.with(DailyReport.NAME, report);
        station.ringer.ringAll(station.clock.instant());
        assertThat(written()).containsExactly("2026-03-11", "2026-03-12", "2026-03-13");
        station.ringer.ringAll(station.clock.instant());
        assertThat(written()).hasSize(3);
        assertThat(station.outbox.lines())
                .containsExactly("p1: 【平台运行日报】2026-03-11", "p1: 【平台运行日报】2026-03-12", "p1: 【平台运行日报】2026-03-13");
        assertThat(due()).contains(Station.at("2026-03-15T08:00"));
    }

    @Test
    void anotherTimeMovesTheNextOneAndMakesNoSecond() {
        station.ringer.with(DailyReport.NAME, report("10:00"));
        station.until("2026-03-11T09:30");
        // Earlier than now: the day's report is made at once.
        station.ringer.with(DailyReport.NAME, report("09:00"));
        station.until("2026-03-11T09:31");
        assertThat(written()).containsExactly("2026-03-10");
        station.ringer.with(DailyReport.NAME, report("10:00"));
        station.until("2026-03-11T23:59");
        assertThat(written()).containsExactly("2026-03-10");
        assertThat(due()).contains(Station.at("2026-03-12T10:00"));
    }

    @Test
    void itSaysWhatTheDayWasAndStaysAsItWasWritten() {
        station.ringer.with(DailyReport.NAME, report("08:00"));
        station.accounts.add(Scene.account("sales", true, Map.of(), 40, 3, 0));
        station.accounts.add(Scene.account("asking", true, Map.of(), 7, 0, 0, OptionalLong.of(2)));
        station.until("2026-03-11T10:00");
        station.accounts.set(0, Scene.account("sales", false, Map.of(), 55, 3, 2));
        station.until("2026-03-11T10:10");
        // Another process counts from nothing, but its dead letters lie on the disk.
        station.accounts.set(0, Scene.account("sales", true, Map.of(), 5, 1, 2));
        station.ringer.with(Watch.NAME, station.watch());
        station.complaints.put(Station.WANG, "慢");
        station.until("2026-03-12T08:00");

        assertThat(lines("2026-03-11"))
                .contains(
                        tuple(
                                "消息接入",
                                "新消息",
                                "dingtalk/sales",
                                "60",
                                "断开 1 次共 10 分钟，其间平台是否都已重推未知（连接器没有说明平台是否补推）；拒绝 4 次，未能处理 2 条"),
                        tuple("消息接入", "新消息", "dingtalk/asking", "14", "没有断开；向平台取回推送失败的 4 条；拒绝 0 次，未能处理 0 条"),
                        tuple("问题", "新增", "", "1", ""),
                        tuple("问题", "恢复", "", "1", ""),
                        tuple("问题", "关闭", "", "0", ""),
                        tuple("问题", "当日结束时未关闭", "", "1", ""),
                        tuple("投诉", "当日收到", "", "1", ""),
                        tuple("监控", "已测量的分钟数", "", "900", "缺少的分钟里本系统没有运行。"));
        List<List<Cell>> poured = poured("2026-03-11");
        station.norms.set(new Norm(Gauge.COMPLAINTS, 0, Limits.atMost(0, 0), "", List.of()), Doer.of(Station.WANG));
        assertThat(poured("2026-03-11")).isEqualTo(poured);
        assertThat(poured("2026-03-01")).isEmpty();
    }

    @Test
    void whatCannotBeFollowedIsSaidAndTheRestIs() {
        DailyReport report = report("08:00");
        assertThat(report.result().status()).isEqualTo(Check.Status.UP);
        report.set(config("8 o'clock", "system-admin", "person:p2", " "));
        assertThat(report.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(report.result().message())
                .contains("reportAt is '8 o'clock', and 08:00 is taken", "reportTo has 'system-admin'")
                .doesNotContain("person:p2");
        station.ringer.with(DailyReport.NAME, report);
        station.until("2026-03-12T08:00");
        assertThat(station.outbox.lines()).containsExactly("p2: 【平台运行日报】2026-03-11");
    }

    private DailyReport report(String at) {
        return new DailyReport(station.book, station.letters, station.alarms, station.clock, config(at, "person:p1"));
    }

    private static MonitorConfig config(String at, String... to) {
        return Settings.of(Map.of("reportAt", at, "reportTo", to));
    }

    private List<Tuple> lines(String day) {
        return station.store.read(c -> station.book.read(c, LocalDate.parse(day))).orElseThrow().stream()
                .map(line -> tuple(
                        line.section().zh(),
                        line.item().zh(),
                        line.subject(),
                        line.value().toPlainString(),
                        line.note().map(n -> n.zh()).orElse("")))
                .toList();
    }

    private List<List<Cell>> poured(String day) {
        List<List<Cell>> rows = new ArrayList<>();
        LocalDate one = LocalDate.parse(day);
        new DailyReportDocument(station.book, station.clock)
                .report(Station.WANG, Period.of(one, one))
                .rows()
                .pour(rows::add);
        return rows;
    }

    private Optional<Instant> due() {
        return station.store.read(c -> station.alarms.due(c, DailyReport.NAME, DailyReport.KEY));
    }

    private List<String> written() {
        return station.store.read(c -> {
            List<String> days = new ArrayList<>();
            try (PreparedStatement select =
                            c.prepareStatement("SELECT report_day FROM monitor_report ORDER BY report_day");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(row.getString(1));
                }
            }
            return days;
        });
    }
}
