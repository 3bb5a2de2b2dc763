// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A month of the log, and what its bodies lie under.
 *
 * @param key in the key store, such as {@code said/2026-01}: class and period
 */
record Month(String key, YearMonth of) {
    static Optional<Month> ofKey(String key) {
        try {
            return Optional.of(new Month(key, YearMonth.parse(key.substring(key.indexOf('/') + 1))));
        } catch (DateTimeException e) {
            // A key of something else.
            return Optional.empty();
        }
    }

    /** The moment behind it: keys have the months of UTC. */
    Instant end() {
        return of.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Whether the law lets it go: its last day is as long ago as logs are to be kept at least. */
    boolean mayGo(LocalDate today) {
        return of.atEndOfMonth().isBefore(today.minus(Rule.FLOOR));
    }

    String name() {
        return of.toString();
    }
}
