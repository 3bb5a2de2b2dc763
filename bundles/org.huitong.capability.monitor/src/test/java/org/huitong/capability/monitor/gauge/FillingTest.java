// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.Test;

class FillingTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-11");

    private final DerbyStore store = new DerbyStore().migrate("monitor");
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

    @Test
    void itIsSaidBehindWhatIsSaidAlready() {
        History history = new History(ZONE);
        Reading data = Reading.of(Gauge.STORAGE, 60).of("data");
        Instant now = TODAY.atTime(12, 0).atZone(ZONE).toInstant();
        assertThat(foreseen(data, now)).isSameAs(data);
        for (int back = 13; back >= 0; back--) {
            Reading then = Reading.of(Gauge.STORAGE, 60 - 2 * back).of("data");
            Instant at = now.minus(Duration.ofDays(back));
            store.write(connection -> {
                history.add(connection, List.of(then), at);
                return null;
            });
        }
        Reading because = data.because(LocalText.of("剩余 1 GB", "1 GB left"));
        assertThat(foreseen(because, now).cause()).map(LocalText::zh).contains("剩余 1 GB；按近四周的增长，约 2026-03-31 写满");
        assertThat(foreseen(data, now).cause())
                .map(LocalText::en)
                .contains("as it has filled for four weeks it is full about 2026-03-31");
        Reading other = Reading.of(Gauge.COMPLAINTS, 3);
        assertThat(foreseen(other, now)).isSameAs(other);
    }

    private Reading foreseen(Reading reading, Instant now) {
        return store.read(connection -> filling.foreseen(connection, reading, now));
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
