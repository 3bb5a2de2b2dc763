// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.capability.statistics.Counts.Series;
import org.junit.jupiter.api.Test;

class StatisticsDocumentTest {
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
