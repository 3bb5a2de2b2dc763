// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.operation.Measured.Kind;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.outbox.Writing;
import org.huitong.capability.monitor.MonitorConfig;
import org.huitong.capability.monitor.Settings;
import org.huitong.capability.monitor.Station;
import org.huitong.capability.monitor.gauge.Photographer;
import org.huitong.capability.monitor.incident.Incident;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders hear each Monday of the week before, once. The station's clock begins on Wednesday, 11 March. */
class WeeklyBriefTest {
    @Test
    void tellsTheWeekBeforeOnceAndMakesUpForAMissedMonday(@TempDir Path folder) {
        try (Station station = Station.derby(folder)) {
            station.holders((role, department) -> List.of("boss"));
            Photographer photographer = station.photographer(station.clock.instant());
            photographer.addMeasured(() -> List.of(
                    new Measurement("huitong_tasks_overdue", "", Kind.GAUGE, Map.of(), 3),
                    new Measurement("huitong_tasks_supervised", "", Kind.GAUGE, Map.of(), 1)));
            BriefWriter writer = new BriefWriter(photographer, station.clock);
            station.complaints.put(Station.WANG, "慢");
            station.incidents.open(Incident.Words.titled("断网"), Doer.of(Station.WANG));
            WeeklyBrief brief = new WeeklyBrief(
                    station.book, writer, station.letters, station.alarms, station.clock, config("role:executive"));
            station.ringer.with(WeeklyBrief.NAME, brief);

            station.clock.set(Station.at("2026-03-16T08:29"));
            station.ringer.ringAll(station.clock.instant());
            assertThat(letters(station)).isEmpty();
            // It was away on Monday.
            station.clock.set(Station.at("2026-03-17T10:00"));
            station.ringer.ringAll(station.clock.instant());
            station.ringer.ringAll(station.clock.instant());
            assertThat(letters(station))
                    .singleElement()
                    .asString()
                    .startsWith("【领导简报】2026-03-09 – 2026-03-15")
                    .contains(
                            "问题 新增：1（上周 0）",
                            "问题 周末仍未关闭：1（上周 0）",
                            "投诉 收到：1（上周 0）",
                            "投诉 周末仍未答复：1",
                            "任务（当前） 逾期：3",
                            "任务（当前） 督办中：1")
                    .doesNotContain("断网", "慢");
            Optional<Instant> due = station.store.read(c -> station.alarms.due(c, WeeklyBrief.NAME, WeeklyBrief.KEY));
            assertThat(due).contains(Station.at("2026-03-23T08:30"));

            List<String> cells = new ArrayList<>();
            new WeeklyBriefDocument(station.book, writer, station.clock)
                    .report(Station.WANG, new Period(Optional.of(LocalDate.parse("2026-03-11")), Optional.empty()))
                    .rows()
                    .pour(row -> cells.add(
                            ((Cell.Words) row.get(1)).words().zh() + " " + ((Cell.Number) row.get(2)).value()));
            assertThat(cells).contains("新增 1", "收到 1", "接入消息 0");
        }
    }

    private static List<String> letters(Station station) {
        return station.outbox.letters().stream()
                .map(letter -> ((Writing.Text) letter.writing()).text())
                .filter(text -> text.startsWith("【领导简报】"))
                .toList();
    }

    private static MonitorConfig config(String... to) {
        return Settings.of(Map.of("briefTo", to));
    }
}
