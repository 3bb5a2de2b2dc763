// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.WorkTime;
import org.huitong.capability.tasks.Office;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days and moments a recurring task comes up on, by the published days of 2026. */
class ScheduleTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static Office office;
    private static WorkTime work;

    @BeforeAll
    static void open() {
        office = new Office(new DerbyStore());
        work = office.calendar.usual();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest(name = "{0}, {1}, behind {3}")
    @CsvSource({
        // Saturday the 14th of February is worked in place of another, then come nine days of rest.
        "daily,     skip,    PT4H, 2026-02-13T12:00, 02-14 09:00 > 02-14 14:30, 02-24 09:00 > 02-24 14:30",
        "daily,     keep,    PT1H, 2026-02-13T12:00, 02-14 09:00 > 02-14 10:00, 02-15 09:00 > 02-24 09:30",
        "daily,     skip,    '',   2026-02-13T12:00, 02-14 09:00 > 02-14 18:00, 02-24 09:00 > 02-24 18:00",
        // Fridays: the 20th is a holiday.
        "weekly 5,  skip,    PT1H, 2026-02-13T12:00, 02-27 09:00 > 02-27 10:00, 03-06 09:00 > 03-06 10:00",
        "weekly 5,  earlier, PT1H, 2026-02-13T12:00, 02-14 09:00 > 02-14 10:00, 02-27 09:00 > 02-27 10:00",
        "weekly 5,  later,   PT1H, 2026-02-13T12:00, 02-24 09:00 > 02-24 10:00, 02-27 09:00 > 02-27 10:00",
        // Two days that move to one are one.
        "weekly 4 5, later,  PT1H, 2026-02-13T12:00, 02-24 09:00 > 02-24 10:00, 02-26 09:00 > 02-26 10:00",
        "monthly 31, earlier, PT1H, 2026-02-13T12:00, 02-28 09:00 > 02-28 10:00, 03-31 09:00 > 03-31 10:00",
        "monthly 1, later,   PT1H, 2026-04-02T12:00, 05-06 09:00 > 05-06 10:00, 06-01 09:00 > 06-01 10:00",
        "shift,     skip,    '',   2026-02-14T12:00, 02-14 13:30 > 02-14 18:00, 02-24 08:30 > 02-24 12:00"
    })
    void comesUp(String rhythm, String rest, String time, String behind, String first, String second) {
        Schedule schedule = new Schedule(
                Rhythm.read(rhythm),
                LocalTime.of(9, 0),
                RestDays.ofWord(rest).orElseThrow(),
                Optional.of(time).filter(t -> !t.isEmpty()).map(Duration::parse));
        List<String> next = new ArrayList<>();
        Instant from = Office.at(behind);
        for (int i = 0; i < 2; i++) {
            Occasion occasion = schedule.next(from, work, SHANGHAI).orElseThrow();
            next.add(shown(occasion.opens()) + " > " + shown(occasion.due()));
            from = occasion.opens();
        }
        assertThat(next).containsExactly(first, second);
    }

    private static String shown(Instant moment) {
        return SHORT.format(moment.atZone(SHANGHAI));
    }
}
