// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * How much an account usually brings at an hour, and what is missing while it says nothing. Days are compared with days of
 * their kind: days of work with days of work, holidays with days off. Pure.
 *
 * <p>Where messages come by chance, none comes with the probability e<sup>−n</sup> where n are usual: 7 that are missing
 * happen once in a thousand times. So an account of many messages is missed within minutes, one of few within hours, and
 * one that sleeps at night not at all.
 *
 * @param hours the messages of past hours, in which the hub was there
 * @param works whether people work on that day
 */
public record Habit(List<History.Stretch> hours, Predicate<LocalDate> works, ZoneId zone) {
    /** Fewer hours than these are no habit. */
    private static final int FEWEST = 3;
    /** Of fewer minutes than these nobody knows what the whole hour would have been. */
    private static final int MOST_OF_AN_HOUR = 45;

    /** Messages that are usual in the hour of this moment; empty where there is no habit yet. */
    OptionalDouble usual(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, zone);
        boolean work = works.test(day);
        int hour = moment.atZone(zone).getHour();
        List<History.Stretch> alike = hours.stream()
                .filter(h -> h.times() >= MOST_OF_AN_HOUR
                        && h.begins().atZone(zone).getHour() == hour
                        && !LocalDate.ofInstant(h.begins(), zone).equals(day)
                        && works.test(LocalDate.ofInstant(h.begins(), zone)) == work)
                .toList();
        return alike.size() < FEWEST
                ? OptionalDouble.empty()
                : alike.stream().mapToDouble(h -> h.mean() * 60).average();
    }

    /**
     * How many messages are missing by now.
     *
     * @param minutes the last ones in which the hub was there, the oldest first, with what came in each
     * @return empty where there is no habit to measure by
     */
    public OptionalDouble missing(List<History.Stretch> minutes) {
        double missing = 0;
        boolean known = false;
        for (int i = minutes.size() - 1; i >= 0 && minutes.get(i).most() == 0; i--) {
            OptionalDouble usual = usual(minutes.get(i).begins());
            if (usual.isPresent()) {
                known = true;
                missing += usual.getAsDouble() / 60;
            }
        }
        boolean speaks = !minutes.isEmpty() && minutes.get(minutes.size() - 1).most() > 0;
        return known || speaks ? OptionalDouble.of(missing) : OptionalDouble.empty();
    }
}
