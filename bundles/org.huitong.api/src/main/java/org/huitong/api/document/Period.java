// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Whole days in the hub's zone, both ends among them. An end that is not there is open: what a document makes of it, it
 * says in its subtitle.
 */
public record Period(Optional<LocalDate> from, Optional<LocalDate> to) {
    public Period {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException("a period ends before it begins");
        }
    }

    public static Period open() {
        return new Period(Optional.empty(), Optional.empty());
    }

    public static Period of(LocalDate from, LocalDate to) {
        return new Period(Optional.of(from), Optional.of(to));
    }

    public boolean holds(LocalDate day) {
        return from.map(f -> !day.isBefore(f)).orElse(true)
                && to.map(t -> !day.isAfter(t)).orElse(true);
    }
}
