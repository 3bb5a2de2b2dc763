// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.LocalDate;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Period;
import org.huitong.api.text.LocalText;

/** The days that a document is of. */
final class Days {
    private Days() {}

    /** The moment in which a day begins here, as rows have it. */
    static long begin(LocalDate day, Clock clock) {
        return day.atStartOfDay(clock.zone()).toInstant().toEpochMilli();
    }

    static LocalText words(Period period) {
        String from = period.from().map(LocalDate::toString).orElse("");
        String to = period.to().map(LocalDate::toString).orElse("");
        if (from.isEmpty() && to.isEmpty()) {
            return LocalText.of("全部时间", "of all time");
        }
        return from.equals(to)
                ? LocalText.of(from, from)
                : LocalText.of(
                        from + " 至 " + to, (from.isEmpty() ? "" : "from " + from) + (to.isEmpty() ? "" : " to " + to));
    }
}
