// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.huitong.api.clock.WorkTime;

/**
 * The arithmetic: stretches of work, one behind the other, from a day on. It begins a day early, for a night shift of
 * yesterday goes on today.
 */
final class Hours implements WorkTime {
    private static final int LONGEST_YEARS = 20;

    private final Shift shift;
    private final Function<LocalDate, Day.Kind> days;
    private final ZoneId zone;

    /** @param days what is written down of each day; {@link Day.Kind#WEEK} where nothing is */
    Hours(Shift shift, Function<LocalDate, Day.Kind> days, ZoneId zone) {
        this.shift = shift;
        this.days = days;
        this.zone = zone;
    }

    @Override
    public boolean worksOn(LocalDate day) {
        return shift.worksOn(day, days.apply(day));
    }

    @Override
    public boolean isOpen(Instant moment) {
        return stretches(moment, day(moment).plusDays(1)).anyMatch(stretch -> stretch.holds(moment));
    }

    @Override
    public Instant opening(Instant from) {
        Stretch next = stretches(from, end(from)).findFirst().orElseThrow(Hours::tooLong);
        return next.from().isAfter(from) ? next.from() : from;
    }

    @Override
    public Instant plus(Instant from, Duration work) {
        if (work.isNegative()) {
            throw new IllegalArgumentException("time of work is not negative");
        }
        Instant at = from;
        Duration left = work;
        Iterator<Stretch> stretches = stretches(from, end(from)).iterator();
        while (!left.isZero()) {
            if (!stretches.hasNext()) {
                throw tooLong();
            }
            Stretch next = stretches.next();
            Duration room = next.within(from, next.to());
            Instant start = next.to().minus(room);
            Duration taken = left.compareTo(room) < 0 ? left : room;
            at = start.plus(taken);
            left = left.minus(taken);
        }
        return at;
    }

    @Override
    public Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        return stretches(from, day(to).plusDays(1))
                .map(stretch -> stretch.within(from, to))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public List<Turn> turns(LocalDate day) {
        return worksOn(day)
                ? shift.spans().stream()
                        .map(span -> span.on(day, zone))
                        .map(stretch -> new Turn(stretch.from(), stretch.to()))
                        .toList()
                : List.of();
    }

    /** Those that are not over at that moment, up to those that begin before that day. */
    private Stream<Stretch> stretches(Instant from, LocalDate before) {
        return day(from)
                .minusDays(1)
                .datesUntil(before)
                .filter(this::worksOn)
                .flatMap(date -> shift.spans().stream().map(span -> span.on(date, zone)))
                .filter(stretch -> stretch.to().isAfter(from));
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    private LocalDate end(Instant from) {
        return day(from).plusYears(LONGEST_YEARS);
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("there is not so much time of work in " + LONGEST_YEARS + " years");
    }
}
