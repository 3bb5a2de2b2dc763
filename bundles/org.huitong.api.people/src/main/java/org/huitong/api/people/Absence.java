// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * That somebody is away.
 *
 * @param from the first day
 * @param to the last day
 * @param deputy the id of the person who stands in, where one is named
 */
public record Absence(LocalDate from, LocalDate to, Optional<String> deputy) {
    public Absence {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(deputy);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("an absence ends before it begins");
        }
    }

    public boolean holds(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
