// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HabitTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate WEDNESDAY = LocalDate.parse("2026-03-11");

    /** Sixty an hour by day on days of work, six at night, none on days off. */
    private static final Habit HABIT = new Habit(hours(), HabitTest::works, ZONE);

    @Test
    void aBusyAccountIsMissedWithinMinutes() {
        assertThat(HABIT.missing(minutes("10:00", 5, 0, 0, 0)).getAsDouble()).isCloseTo(3, within(1e-9));
        assertThat(Gauge.SILENCE.limits().of(HABIT.missing(silent("10:00", 7)).getAsDouble()))
                .isEqualTo(State.WARNING);
        assertThat(Gauge.SILENCE.limits().of(HABIT.missing(silent("10:00", 8)).getAsDouble()))
                .isEqualTo(State.BAD);
    }

    @Test
    void atNightItTakesLonger() {
        assertThat(Gauge.SILENCE.limits().of(HABIT.missing(silent("02:00", 45)).getAsDouble()))
                .isEqualTo(State.GOOD);
        assertThat(HABIT.missing(silent("02:00", 120)).getAsDouble()).isCloseTo(12, within(1e-9));
    }

    @Test
    void whoSpeaksMissesNothing() {
        assertThat(HABIT.missing(minutes("10:00", 0, 0, 1)).getAsDouble()).isZero();
    }

    @Test
    void aHolidayIsMeasuredByDaysOff() {
        Habit holiday = new Habit(hours(), day -> !day.equals(WEDNESDAY) && works(day), ZONE);
        assertThat(holiday.missing(silent("10:00", 300)).getAsDouble()).isZero();
    }

    @Test
    void withoutAHabitNobodyIsMissed() {
        assertThat(new Habit(List.of(), HabitTest::works, ZONE).missing(silent("10:00", 300)))
                .isEmpty();
        assertThat(HABIT.missing(List.of())).isEmpty();
    }

    private static boolean works(LocalDate day) {
        return !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
    }

    private static List<History.Stretch> hours() {
        List<History.Stretch> hours = new ArrayList<>();
        for (LocalDate day = WEDNESDAY.minusDays(14); day.isBefore(WEDNESDAY); day = day.plusDays(1)) {
            for (int hour = 0; hour < 24; hour++) {
                double minute = !works(day) ? 0 : hour >= 8 && hour < 20 ? 1 : 0.1;
                hours.add(new History.Stretch(day.atTime(hour, 0).atZone(ZONE).toInstant(), 0, minute, 3, 60));
            }
        }
        return hours;
    }

    private static List<History.Stretch> silent(String from, int count) {
        return minutes(from, new int[count]);
    }

    private static List<History.Stretch> minutes(String from, int... counts) {
        Instant begins = WEDNESDAY.atTime(LocalTime.parse(from)).atZone(ZONE).toInstant();
        List<History.Stretch> minutes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            minutes.add(new History.Stretch(begins.plus(Duration.ofMinutes(i)), counts[i], counts[i], counts[i], 1));
        }
        return minutes;
    }
}
