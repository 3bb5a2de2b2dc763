// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Filter;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Who may come to approve what others ask for: whoever leads somebody, has a role of the chain, as it is set or as it is
 * delivered, or stands in for one of these. Whoever came in by an account of theirs could approve what they asked for
 * themselves. Pure.
 *
 * @param chain the roles that approve as it is set
 */
record Approvers(Roster roster, Collection<Holding> holdings, Collection<String> chain) {
    private static final Set<String> DELIVERED = Set.of("department-head", "it-head", "executive");

    /** What they have by it: it opens nothing, and tells access whose accounts are not lent. */
    static final Right RIGHT =
            new Right(Permissions.DECIDE, Filter.nothing(), Set.of(), Set.of(), false, Optional.empty(), true);

    Set<String> all() {
        Set<String> all = Stream.of(
                        roster.departments().stream().map(Department::head),
                        roster.companies().stream().map(Company::head),
                        roster.persons().stream().map(Person::superior),
                        holdings.stream()
                                .filter(holding -> holding.roles().stream().anyMatch(held -> approves(held.role())))
                                .map(holding -> Optional.of(holding.person())))
                .flatMap(people -> people)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> deputies = all.stream()
                .flatMap(id -> roster.person(id).stream())
                .flatMap(person -> person.absent().stream())
                .flatMap(absence -> absence.deputy().stream())
                .collect(Collectors.toSet());
        all.addAll(deputies);
        return all;
    }

    private boolean approves(String role) {
        return DELIVERED.contains(role) || chain.contains(role);
    }
}
