// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.huitong.clock.work.Shift.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final PublishedDays PUBLISHED = PublishedDays.delivered();
    private static final Hours USUAL = hours(Shift.USUAL);
    /** Around the clock on every day of the year, in one span over midnight. */
    private static final Hours LINE = hours(new Shift(EnumSet.allOf(DayOfWeek.class), true, spans("08:00-08:00")));

    private static Hours hours(Shift shift) {
        return new Hours(
                shift,
                date -> PUBLISHED.days().containsKey(date)
                        ? PUBLISHED.days().get(date).kind()
                        : Day.Kind.WEEK,
                SHANGHAI);
    }

    private static List<Span> spans(String... texts) {
        return Arrays.stream(texts).map(text -> Span.read(text).orElseThrow()).toList();
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        // An ordinary Wednesday.
        "2026-03-11T09:00, PT1H, 2026-03-11T10:00",
        "2026-03-11T11:30, PT1H, 2026-03-11T14:00",
        "2026-03-11T12:30, PT1H, 2026-03-11T14:30",
        "2026-03-11T17:00, PT1H, 2026-03-11T18:00",
        "2026-03-11T17:00, PT1H0.001S, 2026-03-12T08:30:00.001",
        "2026-03-11T20:00, PT0S, 2026-03-11T20:00",
        "2026-03-11T20:00, PT30M, 2026-03-12T09:00",
        // Over a weekend.
        "2026-03-13T15:00, PT4H, 2026-03-16T09:30",
        "2026-03-14T10:00, PT8H, 2026-03-16T18:00",
        // Spring Festival, with the Saturdays that are worked before and after it.
        "2026-02-13T17:00, PT2H, 2026-02-14T09:30",
        "2026-02-14T17:00, PT2H, 2026-02-24T09:30",
        "2026-02-27T17:30, PT1H, 2026-02-28T09:00",
        // National Day and the Sunday before it.
        "2026-09-18T17:30, PT1H, 2026-09-20T09:00",
        "2026-09-30T17:30, PT1H, 2026-10-08T09:00",
        "2026-10-09T17:30, PT1H, 2026-10-10T09:00",
        "2025-12-31T17:30, PT1H, 2026-01-04T09:00",
        // 2027 knows the days of the law alone.
        "2027-09-30T17:30, PT1H, 2027-10-04T09:00"
    })
    void timeOfWorkPasses(LocalDateTime from, Duration work, LocalDateTime to) {
        assertThat(USUAL.plus(at(from), work)).isEqualTo(at(to));
        assertThat(USUAL.between(at(from), at(to))).isEqualTo(work);
        assertThat(USUAL.between(at(to), at(from))).isEqualTo(work.negated());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-14, true", "2026-02-15, false", "2026-02-23, false", "2026-02-24, true", "2026-02-28, true",
        "2026-01-04, true", "2026-05-09, true", "2026-09-20, true", "2026-10-10, true", "2026-10-11, false",
        "2025-01-26, true", "2025-02-08, true", "2025-04-27, true", "2025-09-28, true", "2025-10-11, true",
        "2025-10-08, false", "2025-01-02, true", "2027-05-03, true", "2027-05-01, false"
    })
    void daysAreAsPublished(LocalDate day, boolean worked) {
        assertThat(USUAL.worksOn(day)).isEqualTo(worked);
        assertThat(LINE.worksOn(day)).isTrue();
    }

    /** 248 days of work in 2025, 248 in 2026: 365 without weekends and what falls on other days, plus those in their place. */
    @ParameterizedTest
    @CsvSource({"2025, 248", "2026, 248"})
    void theYearHasItsDaysOfWork(int year, int days) {
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(USUAL::worksOn)
                        .count())
                .isEqualTo(days);
    }

    @Test
    void aLineThatNeverStandsStillCountsEveryHour() {
        Instant from = at(LocalDateTime.parse("2026-02-14T17:00"));
        assertThat(LINE.plus(from, Duration.ofHours(100))).isEqualTo(from.plus(Duration.ofHours(100)));
    }

    @ParameterizedTest(name = "{0}: {1}, opens {2}")
    @CsvSource({
        "2026-03-11T23:00, true, 2026-03-11T23:00",
        "2026-03-12T01:59, true, 2026-03-12T01:59",
        "2026-03-12T02:00, false, 2026-03-12T22:00",
        // Friday's night goes on on Saturday, and Saturday has none.
        "2026-03-14T01:00, true, 2026-03-14T01:00",
        "2026-03-14T23:00, false, 2026-03-16T22:00"
    })
    void aNightBelongsToTheDayOnWhichItBegins(LocalDateTime at, boolean open, LocalDateTime opening) {
        Hours night = hours(new Shift(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), false, spans("22:00-02:00")));
        assertThat(night.isOpen(at(at))).isEqualTo(open);
        assertThat(night.opening(at(at))).isEqualTo(at(opening));
    }

    @Test
    void closingIsNoTimeOfWork() {
        assertThat(USUAL.isOpen(at(LocalDateTime.parse("2026-03-11T08:30")))).isTrue();
        assertThat(USUAL.isOpen(at(LocalDateTime.parse("2026-03-11T18:00")))).isFalse();
    }

    /** Against a count of minutes. */
    @Test
    void agreesWithCountingMinutes() {
        Random random = new Random(20260301);
        Instant begin = at(LocalDateTime.parse("2026-02-09T00:00"));
        for (int i = 0; i < 200; i++) {
            Instant from = begin.plus(random.nextInt(20 * 24 * 60), ChronoUnit.MINUTES);
            Instant to = from.plus(random.nextInt(5 * 24 * 60), ChronoUnit.MINUTES);
            long minutes = 0;
            for (Instant m = from; m.isBefore(to); m = m.plus(1, ChronoUnit.MINUTES)) {
                minutes += USUAL.isOpen(m) ? 1 : 0;
            }
            assertThat(USUAL.between(from, to)).isEqualTo(Duration.ofMinutes(minutes));
            assertThat(USUAL.between(from, USUAL.plus(from, Duration.ofMinutes(minutes))))
                    .isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    @Test
    void whatIsMoreThanTwentyYearsOfWorkIsRefused() {
        assertThatThrownBy(() -> USUAL.plus(at(LocalDateTime.parse("2026-03-11T08:30")), Duration.ofHours(100_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> USUAL.plus(Instant.EPOCH, Duration.ofHours(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-5 | 08:30-12:00 13:30-18:00 | true",
                "1-5 | 08:30-12:00 11:00-18:00 | false",
                "1-5 | 13:30-18:00 08:30-12:00 | false",
                "1-7 | 08:00-08:00 | true",
                "1-5 | 20:00-08:00 | true",
                "1-5 | 07:00-12:00 20:00-08:00 | false",
                "1-5 | 20:00-02:00 03:00-06:00 | false"
            })
    void hoursThatOverlapAreRefused(String week, String hours, boolean good) {
        EnumSet<DayOfWeek> days = EnumSet.range(DayOfWeek.of(week.charAt(0) - '0'), DayOfWeek.of(week.charAt(2) - '0'));
        assertThat(Shift.objections(days, spans(hours.split(" "))).isEmpty()).isEqualTo(good);
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(SHANGHAI).toInstant();
    }
}
