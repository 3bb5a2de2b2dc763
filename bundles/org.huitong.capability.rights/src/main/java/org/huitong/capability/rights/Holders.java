// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;
import org.huitong.capability.rights.Holding.Held;

/** Finds the nearest of those who hold a role: of the department itself, of one above it, of none in particular. */
record Holders(Collection<Holding> holdings, Roster roster, LocalDate today) {
    List<String> of(String role, Optional<String> department) {
        if (department.isEmpty()) {
            return holding(held -> held.role().equals(role));
        }
        Set<String> seen = new HashSet<>();
        for (Optional<String> at = department; at.isPresent() && seen.add(at.get()); ) {
            String here = at.get();
            List<String> found = holding(
                    held -> held.role().equals(role) && held.department().equals(Optional.of(here)));
            if (!found.isEmpty()) {
                return found;
            }
            at = roster.department(here).flatMap(Department::parent);
        }
        return holding(held -> held.role().equals(role) && held.department().isEmpty());
    }

    private List<String> holding(Predicate<Held> wanted) {
        return holdings.stream()
                .filter(one ->
                        roster.person(one.person()).filter(Person::active).isPresent())
                .filter(one -> one.roles().stream()
                        .filter(held -> held.isInForce(today))
                        .anyMatch(wanted))
                .map(Holding::person)
                .sorted()
                .toList();
    }
}
