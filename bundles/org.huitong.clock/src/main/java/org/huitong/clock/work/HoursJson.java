// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.work;

import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.clock.work.Shift.Span;

/**
 * Hours of work as callers write and read them.
 *
 * @param department its id; empty: everybody without hours of their own
 * @param week the days of the week, Monday is 1
 * @param holidays whether they work on holidays, too
 * @param spans such as {@code 08:30-12:00}
 */
public record HoursJson(Optional<String> department, List<Integer> week, boolean holidays, List<String> spans) {
    static HoursJson of(Optional<String> department, Shift shift) {
        return new HoursJson(
                department,
                shift.week().stream().map(DayOfWeek::getValue).sorted().toList(),
                shift.holidays(),
                shift.spans().stream().map(Span::toString).toList());
    }

    /** The hours that were meant, or a problem that says how to mend it. */
    Shift shift() {
        Set<DayOfWeek> days = new HashSet<>();
        for (Integer day : week == null ? List.<Integer>of() : week) {
            if (day == null || day < 1 || day > 7) {
                throw bad(LocalText.of("week 是 1（星期一）到 7（星期日）。", "week has 1, Monday, to 7, Sunday."));
            }
            days.add(DayOfWeek.of(day));
        }
        List<Span> hours = (spans == null ? List.<String>of() : spans)
                .stream()
                        .map(text -> Span.read(String.valueOf(text))
                                .orElseThrow(() -> bad(
                                        LocalText.of("工作时段的写法是 08:30-12:00。", "Hours are written as in 08:30-12:00."))))
                        .toList();
        Shift.objections(days, hours).stream().findFirst().ifPresent(objection -> {
            throw bad(objection);
        });
        return new Shift(days, holidays, hours);
    }

    private static Problem bad(LocalText why) {
        return new Problem(400, "bad-hours", why);
    }
}
