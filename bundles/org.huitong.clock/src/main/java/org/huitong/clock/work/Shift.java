// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;

/**
 * The hours of those who work together.
 *
 * @param week on which days they work where nothing is written down of the day
 * @param holidays they work on holidays as on any day, and on no day in the place of others: lines that never stand still
 * @param spans the hours of a day, one behind the other; one that ends where it begins or before ends on the next day
 */
record Shift(Set<DayOfWeek> week, boolean holidays, List<Span> spans) {
    /** Eight hours on five days, as the law has it. */
    static final Shift USUAL = new Shift(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            false,
            List.of(span("08:30", "12:00"), span("13:30", "18:00")));

    static final int MOST_SPANS = 6;

    Shift {
        week = Set.copyOf(week);
        spans = List.copyOf(spans);
    }

    private static Span span(String from, String to) {
        return new Span(LocalTime.parse(from), LocalTime.parse(to));
    }

    boolean worksOn(LocalDate date, Day.Kind kind) {
        boolean ordinary = week.contains(date.getDayOfWeek());
        if (holidays) {
            return ordinary;
        }
        return switch (kind) {
            case REST -> false;
            case WORK -> true;
            case WEEK -> ordinary;
        };
    }

    /** Why these hours are none that one can work; empty where they are. */
    static List<LocalText> objections(Set<DayOfWeek> week, List<Span> spans) {
        List<LocalText> objections = new ArrayList<>();
        if (week.isEmpty()) {
            objections.add(LocalText.of("请至少选一个工作日。", "Choose at least one day of the week."));
        }
        if (spans.isEmpty() || spans.size() > MOST_SPANS) {
            objections.add(LocalText.of("每天的工作时段为 1 到 6 个。", "A day has one to six spans of hours."));
            return objections;
        }
        for (int i = 0; i < spans.size(); i++) {
            Span one = spans.get(i);
            boolean last = i == spans.size() - 1;
            if (one.overnight() && !last || !last && spans.get(i + 1).from().isBefore(one.to())) {
                objections.add(
                        LocalText.of(
                                "工作时段要按先后填写，不能重叠，只有最后一个可以跨过零点。",
                                "Spans stand one behind the other without overlapping, and only the last may go over midnight."));
                break;
            }
            if (last && one.overnight() && one.to().isAfter(spans.get(0).from())) {
                objections.add(LocalText.of(
                        "跨过零点的时段不能与第二天的第一个时段重叠。", "A span over midnight ends before the next day begins."));
            }
        }
        return objections;
    }

    /** Some hours of a day. */
    record Span(LocalTime from, LocalTime to) {
        boolean overnight() {
            return !to.isAfter(from);
        }

        Stretch on(LocalDate day, ZoneId zone) {
            LocalDate end = overnight() ? day.plusDays(1) : day;
            return new Stretch(
                    ZonedDateTime.of(day, from, zone).toInstant(),
                    ZonedDateTime.of(end, to, zone).toInstant());
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }

        /** As it is written, {@code 08:30-12:00}; empty where it is no span. */
        static Optional<Span> read(String text) {
            String[] ends = text.strip().split("[-–—~～]", -1);
            try {
                return ends.length == 2 ? Optional.of(span(ends[0].strip(), ends[1].strip())) : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
