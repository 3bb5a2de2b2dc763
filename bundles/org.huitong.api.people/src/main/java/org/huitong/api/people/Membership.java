// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * That somebody belongs to a department for a time.
 *
 * @param department the id of the {@link Department}
 * @param since the first day
 * @param until the first day on which it no longer holds
 */
public record Membership(String department, LocalDate since, Optional<LocalDate> until) {
    public Membership {
        Objects.requireNonNull(department);
        Objects.requireNonNull(since);
        Objects.requireNonNull(until);
    }

    public static Membership since(String department, LocalDate since) {
        return new Membership(department, since, Optional.empty());
    }

    /** The same, ending before that day; one that has ended earlier stays as it is. */
    public Membership endingOn(LocalDate day) {
        return until.isPresent() && !until.get().isAfter(day)
                ? this
                : new Membership(department, since, Optional.of(day));
    }

    public boolean holds(LocalDate date) {
        return !date.isBefore(since) && until.map(date::isBefore).orElse(true);
    }
}
