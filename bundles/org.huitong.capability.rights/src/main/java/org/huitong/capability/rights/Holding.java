// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The roles that somebody has been given; that of an employee comes without.
 *
 * @param person the hub's own id
 * @param version of the set in which it became this
 */
record Holding(String person, int version, List<Held> roles) {
    Holding {
        roles = List.copyOf(roles);
    }

    Holding as(String otherPerson, int otherVersion) {
        return new Holding(otherPerson, otherVersion, roles);
    }

    /**
     * One of them.
     *
     * @param department,company for which; empty: the person's own
     * @param until the last day on which it holds
     */
    record Held(String role, Optional<String> department, Optional<String> company, Optional<LocalDate> until) {
        private static final String TAB = "\t";

        /** Whether its last day is not over. */
        boolean isInForce(LocalDate today) {
            return until.filter(today::isAfter).isEmpty();
        }

        String line() {
            return String.join(
                    TAB,
                    role,
                    department.orElse(""),
                    company.orElse(""),
                    until.map(LocalDate::toString).orElse(""));
        }

        static Held ofLine(String line) {
            String[] parts = line.split(TAB, -1);
            return new Held(
                    parts[0], part(parts[1]), part(parts[2]), part(parts[3]).map(LocalDate::parse));
        }

        private static Optional<String> part(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}
