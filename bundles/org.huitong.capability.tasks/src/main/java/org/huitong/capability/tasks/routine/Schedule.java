// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.clock.WorkTime;
import org.huitong.api.clock.WorkTime.Turn;

/**
 * When a recurring task comes up, and until when it is to be done. Pure: by the calendar of work that it is given.
 *
 * @param at in which moment of the day; of no account where it comes up with each shift
 * @param time how much time of work there is for it; empty: until the day's work, or the shift, is over
 */
record Schedule(Rhythm rhythm, LocalTime at, RestDays rest, Optional<Duration> time) {
    /** Where nobody works on that day, or the day's work is over. */
    private static final Duration DAY_OF_WORK = Duration.ofHours(8);
    /** Longer than any holidays. */
    private static final int FARTHEST = 30;

    private static final int LOOK_AHEAD = 400;

    /** The first behind that moment; empty where there is none within a year. */
    Optional<Occasion> next(Instant behind, WorkTime work, ZoneId zone) {
        LocalDate first = LocalDate.ofInstant(behind, zone).minusDays(FARTHEST);
        return first.datesUntil(first.plusDays(FARTHEST + (long) LOOK_AHEAD))
                .filter(rhythm::names)
                .flatMap(day -> on(day, work, zone))
                .filter(occasion -> occasion.opens().isAfter(behind))
                .findFirst();
    }

    private Stream<Occasion> on(LocalDate day, WorkTime work, ZoneId zone) {
        if (rhythm instanceof Rhythm.EachShift) {
            return work.turns(day).stream().map(turn -> new Occasion(turn.from(), due(turn.from(), turn.to(), work)));
        }
        return moved(day, work)
                .map(date -> {
                    Instant opens = date.atTime(at).atZone(zone).toInstant();
                    return new Occasion(opens, due(opens, closing(date, work).orElse(opens), work));
                })
                .stream();
    }

    private Instant due(Instant opens, Instant closes, WorkTime work) {
        return time.map(t -> work.plus(opens, t))
                .orElseGet(() -> closes.isAfter(opens) ? closes : work.plus(opens, DAY_OF_WORK));
    }

    private static Optional<Instant> closing(LocalDate day, WorkTime work) {
        List<Turn> turns = work.turns(day);
        return turns.isEmpty()
                ? Optional.empty()
                : Optional.of(turns.get(turns.size() - 1).to());
    }

    private Optional<LocalDate> moved(LocalDate day, WorkTime work) {
        if (rest == RestDays.KEEP || work.worksOn(day)) {
            return Optional.of(day);
        }
        return switch (rest) {
            case EARLIER -> Stream.iterate(day, d -> d.minusDays(1))
                    .limit(FARTHEST)
                    .filter(work::worksOn)
                    .findFirst();
            case LATER -> Stream.iterate(day, d -> d.plusDays(1))
                    .limit(FARTHEST)
                    .filter(work::worksOn)
                    .findFirst();
            default -> Optional.empty();
        };
    }
}
