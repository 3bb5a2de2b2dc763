// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recurring task as callers read it.
 *
 * @param byName what people call who made it
 * @param next when it comes up next; absent where it is switched off, or not within a year
 * @param last how it stood the last time
 */
public record RoutineJson(
        String id,
        int version,
        String title,
        Optional<String> note,
        ScheduleJson schedule,
        Optional<String> department,
        Optional<String> departmentName,
        List<AskedJson> asked,
        List<AskedJson> tell,
        boolean on,
        String by,
        Optional<String> byName,
        Optional<Instant> next,
        Optional<RoundJson> last) {
    /**
     * When it comes up.
     *
     * @param kind {@code daily}, {@code weekly}, {@code monthly} or {@code shift}
     * @param days of the week from Monday = 1, or the one of the month
     * @param at the moment of the day, {@code 08:30}
     * @param restDays {@code skip}, {@code keep}, {@code earlier} or {@code later}
     * @param time time of work until it is due, {@code PT4H}; left out: until the day's work or the shift is over
     */
    public record ScheduleJson(String kind, List<Integer> days, String at, String restDays, String time) {
        static ScheduleJson of(Schedule schedule) {
            Rhythm rhythm = schedule.rhythm();
            List<Integer> days = rhythm instanceof Rhythm.Weekly weekly
                    ? weekly.days().stream().map(day -> day.getValue()).toList()
                    : rhythm instanceof Rhythm.Monthly monthly ? List.of(monthly.day()) : List.of();
            return new ScheduleJson(
                    rhythm.written().split(" ")[0],
                    days,
                    schedule.at().toString(),
                    schedule.rest().word(),
                    schedule.time().map(Object::toString).orElse(null));
        }
    }

    /** @param kind {@code person}, {@code department} (one of it) or {@code members} (each of it) */
    public record AskedJson(String kind, String id, Optional<String> name) {}

    /**
     * One time that it came up.
     *
     * @param missed the hub was away until it was over, so nobody was asked
     * @param asked how many were, whose task was cancelled left out
     */
    public record RoundJson(
            Instant opens, Instant due, boolean missed, int asked, long reported, List<ShareJson> shares) {}

    /**
     * What one of them had to do.
     *
     * @param state {@code reported}, {@code late} (behind the deadline), {@code missing} or {@code cancelled}
     */
    public record ShareJson(
            Optional<String> person,
            Optional<String> department,
            Optional<String> name,
            String task,
            Optional<String> code,
            Optional<String> assigneeName,
            String state,
            Optional<Instant> at) {}

    /** What callers write of it, as a whole. */
    public record RoutineWish(
            Integer version,
            String title,
            String note,
            ScheduleJson schedule,
            String department,
            List<AskedJson> asked,
            List<String> tell,
            Boolean on) {}
}
