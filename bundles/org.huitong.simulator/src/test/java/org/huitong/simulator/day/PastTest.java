// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** A Monday, ten in the morning. */
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

    private final Past past = new Past(Script.ofTheDay());
    private final List<Happening> told = past.between(NOW.minus(Duration.ofDays(14)), Past.last(NOW));

    @Test
    void nothingOfItIsNews() {
        assertThat(told).isNotEmpty().allMatch(one -> one.at().isBefore(NOW.minus(Duration.ofDays(1))));
        assertThat(told).isSortedAccordingTo(Comparator.comparing(Happening::at));
    }

    @Test
    void everyWorkingDayHasItsMessagesAndFreeDaysHaveFew() {
        Map<LocalDate, Long> perDay = told.stream()
                .collect(Collectors.groupingBy(one -> LocalDate.ofInstant(one.at(), ZONE), Collectors.counting()));

        assertThat(perDay.get(LocalDate.parse("2026-11-23"))).isBetween(50L, 170L);
        assertThat(perDay.get(LocalDate.parse("2026-11-27"))).isBetween(50L, 170L);
        assertThat(perDay.getOrDefault(LocalDate.parse("2026-11-28"), 0L)).isLessThan(30);
        assertThat(told).hasSizeBetween(600, 1_800);
    }

    @Test
    void aDayIsToldInTheSameWordsAgain() {
        List<Happening> later = past.between(NOW.minus(Duration.ofDays(7)), Past.last(NOW.plus(Duration.ofHours(3))));

        assertThat(told)
                .containsAll(later.stream()
                        .filter(one -> one.at().isBefore(Past.last(NOW)))
                        .toList());
        assertThat(told).extracting(Happening::id).doesNotHaveDuplicates();
        assertThat(told)
                .filteredOn(one -> one.act() == Happening.Act.RIDDLE)
                .extracting(one -> one.room().platform())
                .containsExactlyInAnyOrder("feishu", "generic", "feishu", "generic");
    }

    @Test
    void onlyWhatIsMissingIsToldAtTheNextStart(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("simulator/past");
        Diary diary = new Diary(file, Duration.ofDays(14));
        assertThat(diary.since(NOW)).isEqualTo(NOW.minus(Duration.ofDays(14)));

        diary.told(Past.last(NOW));
        assertThat(diary.since(NOW)).isEqualTo(Past.last(NOW));
        assertThat(past.between(diary.since(NOW), Past.last(NOW))).isEmpty();
        assertThat(diary.since(NOW.plus(Duration.ofDays(40)))).isEqualTo(NOW.plus(Duration.ofDays(26)));

        Files.writeString(file, "yesterday");
        assertThat(diary.since(NOW)).isEqualTo(NOW.minus(Duration.ofDays(14)));
    }
}
