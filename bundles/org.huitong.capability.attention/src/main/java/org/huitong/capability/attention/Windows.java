// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.clock.WorkTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When digests are made: windows of equal length, each day from the first moment in which people may be told up to the
 * last. What comes while they are not to be disturbed is in the first window of the next day of work.
 *
 * @param from,to between which people may be told of what is not urgent, both included
 */
record Windows(Duration length, LocalTime from, LocalTime to, ZoneId zone) {
    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofDays(1);
    /** As long as digests may take: those of the day's last window are made once it is over. */
    private static final Duration MAKING = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Windows.class);
    private static final Windows USUAL =
            new Windows(Duration.ofHours(2), LocalTime.of(8, 0), LocalTime.of(20, 0), ZoneId.of("Asia/Shanghai"));

    static Windows of(AttentionConfig config, ZoneId zone) {
        return of(config.digest(), config.from(), config.to(), zone).orElseGet(() -> {
            LOG.error("The times of digests cannot be used, so every two hours from 08:00 to 20:00 stays in force");
            return new Windows(USUAL.length(), USUAL.from(), USUAL.to(), zone);
        });
    }

    /** As it is written, {@code PT2H}, {@code 08:00} and {@code 20:00}; empty where there can be no such windows. */
    static Optional<Windows> of(String length, String from, String to, ZoneId zone) {
        try {
            Windows read = new Windows(
                    Duration.parse(length.strip()), LocalTime.parse(from.strip()), LocalTime.parse(to.strip()), zone);
            return Optional.of(read).filter(Windows::canBe);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean canBe() {
        return length.compareTo(SHORTEST) >= 0
                && length.compareTo(LONGEST) <= 0
                && length.toSecondsPart() == 0
                && length.getNano() == 0
                && !to.isBefore(from);
    }

    /** The end of the first window that ends behind that moment. */
    Instant endBehind(Instant moment) {
        return Stream.iterate(day(moment), day -> day.plusDays(1))
                .flatMap(this::ends)
                .filter(end -> end.isAfter(moment))
                .findFirst()
                .orElseThrow();
    }

    /** The end of the last window that is over in that moment. */
    Instant lastEnd(Instant moment) {
        return Stream.iterate(day(moment), day -> day.minusDays(1))
                .map(day -> ends(day).filter(end -> !end.isAfter(moment)).reduce((earlier, later) -> later))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    boolean endsAt(Instant moment) {
        return lastEnd(moment).equals(moment);
    }

    private LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    private Stream<Instant> ends(LocalDate day) {
        Instant last = day.atTime(to).atZone(zone).toInstant();
        return Stream.iterate(
                day.atTime(from).atZone(zone).toInstant(), end -> !end.isAfter(last), end -> end.plus(length));
    }

    /** Whether somebody who works at these times may be told now of what is not urgent. */
    boolean mayTell(WorkTime work, Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        return work.worksOn(here.toLocalDate())
                && !time.isBefore(from)
                && time.toNanoOfDay() <= to.toNanoOfDay() + MAKING.toNanos();
    }
}
