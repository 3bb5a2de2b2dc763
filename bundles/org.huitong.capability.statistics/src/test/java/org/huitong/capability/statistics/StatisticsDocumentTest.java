// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.reader.Entry;
import org.huitong.api.web.Problem;
import org.huitong.capability.statistics.Counts.Series;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.Messages;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatisticsDocumentTest {
    private static final Asker CHIEF = new Asker("chief", "主管", Optional.empty());
    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

    private final DerbyStore store = new DerbyStore().migrate("statistics");
    private final StatisticsDocument document = new StatisticsDocument(
            store,
            new GivenRights().give("chief", Permissions.READ, Permissions.READ_ALL),
            new TestClock(),
            DerbyStore.schema("statistics"));

    @AfterEach
    void close() {
        store.close();
    }

    /** What is downloaded from the page is of the time that the page shows. */
    @Test
    void tellsOfThePeriodThatIsAskedFor() {
        store.write(connection -> {
            new StatisticsReader()
                    .read(List.of(said(1, "2026-01-05T02:00:00Z"), said(2, "2026-03-10T02:00:00Z")), connection);
            return null;
        });
        assertThat(document.ofPeriod()).isTrue();
        assertThat(rows(Period.of(FIRST, FIRST))).containsExactly(row("2026-01-05", "test", 1, 0));
        assertThat(rows(Period.open())).containsExactly(row("2026-03-10", "test", 1, 0));
    }

    @Test
    void aHundredDaysAreTheMost() {
        assertThat(rows(Period.of(FIRST, FIRST.plusDays(99)))).isEmpty();
        assertThatThrownBy(() -> rows(Period.of(FIRST, FIRST.plusDays(100))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("100");
    }

    private List<List<Cell>> rows(Period period) {
        List<List<Cell>> rows = new ArrayList<>();
        document.report(CHIEF, period).rows().pour(rows::add);
        return rows;
    }

    private static Entry said(long seq, String at) {
        Instant moment = Instant.parse(at);
        return new Entry.Said(
                seq, seq, Entry.Liveness.LIVE, Messages.text("m" + seq, "你好", moment), 1, false, moment, List.of());
    }

    /** A night in Shanghai is the afternoon before in UTC. */
    @Test
    void hoursBelongToTheDayThatTheyAreInHere() {
        assertThat(StatisticsDocument.days(
                        List.of(
                                hour("2026-03-01T15:00:00Z", "wecom", 2, 1),
                                hour("2026-03-01T16:00:00Z", "wecom", 3, 0),
                                hour("2026-03-02T02:00:00Z", "wecom", 4, 0),
                                hour("2026-03-02T02:00:00Z", "dingtalk", 5, 2)),
                        ZoneId.of("Asia/Shanghai"),
                        Cell::text))
                .containsExactly(
                        row("2026-03-01", "wecom", 2, 1),
                        row("2026-03-02", "dingtalk", 5, 2),
                        row("2026-03-02", "wecom", 7, 0));
    }

    private static Series hour(String at, String platform, long messages, long recalled) {
        return new Series(
                Optional.of(Instant.parse(at)),
                Optional.of(platform),
                Optional.empty(),
                Optional.empty(),
                messages,
                recalled);
    }

    private static List<Cell> row(String day, String platform, long messages, long recalled) {
        return List.of(
                Cell.day(LocalDate.parse(day)), Cell.text(platform), Cell.number(messages), Cell.number(recalled));
    }
}
