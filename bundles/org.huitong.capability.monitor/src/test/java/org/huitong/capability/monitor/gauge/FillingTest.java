// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-11");

    private final Filling filling = new Filling(new History(ZONE), ZONE);

    @Test
    void aDiskThatFillsEachDayIsFullOnTheDayThatFollowsFromIt() {
        assertThat(filling.day(days(14, back -> 60 - 2 * back), 60, TODAY)).contains(TODAY.plusDays(20));
    }

    @Test
    void nothingIsForeseenOfWhatShrinksStandsStillOrIsHardlyKnown() {
        assertThat(filling.day(days(14, back -> 60 + back), 60, TODAY)).isEmpty();
        assertThat(filling.day(days(14, back -> 60), 60, TODAY)).isEmpty();
        assertThat(filling.day(days(6, back -> 60 - 2 * back), 60, TODAY)).isEmpty();
        assertThat(filling.day(days(14, back -> 60 - back / 100.0), 60, TODAY)).isEmpty();
    }

    private static List<History.Stretch> days(int count, IntToDoubleFunction used) {
        return IntStream.range(0, count)
                .mapToObj(back -> new History.Stretch(
                        TODAY.minusDays(back).atStartOfDay(ZONE).toInstant(),
                        used.applyAsDouble(back),
                        used.applyAsDouble(back),
                        used.applyAsDouble(back),
                        1_440))
                .toList();
    }
}
