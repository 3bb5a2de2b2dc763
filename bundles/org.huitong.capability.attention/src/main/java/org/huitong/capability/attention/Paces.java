// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * How often everybody has digests: as they chose themselves, else as it is set for their department or the nearest above
 * it that has something set, else for their company or the nearest above, else as it is usual. Pure.
 */
record Paces(Windows usual, Map<Whose, Windows> set) {
    Paces {
        set = Map.copyOf(set);
    }

    /** For whom something is set. */
    record Whose(Kind kind, String id) {}

    /** What the id is of. */
    enum Kind {
        COMPANY,
        DEPARTMENT,
        PERSON
    }

    Windows of(Person person, Roster roster, LocalDate today) {
        List<String> departments = person.departments(today).stream()
                .limit(1)
                .flatMap(id -> Stream.concat(Stream.of(id), roster.above(id).stream()))
                .toList();
        return at(Kind.PERSON, person.id())
                .or(() -> departments.stream()
                        .flatMap(id -> at(Kind.DEPARTMENT, id).stream())
                        .findFirst())
                .or(() -> companies(person.company(), roster)
                        .flatMap(id -> at(Kind.COMPANY, id).stream())
                        .findFirst())
                .orElse(usual);
    }

    /** The company and those that it belongs to, the nearest first. */
    private static Stream<String> companies(String company, Roster roster) {
        return Stream.concat(
                Stream.of(company),
                roster.companies().stream()
                        .map(one -> one.id())
                        .filter(id ->
                                !id.equals(company) && roster.companyTree(id).contains(company))
                        .sorted((one, other) -> Integer.compare(
                                roster.companyTree(one).size(),
                                roster.companyTree(other).size())));
    }

    Optional<Windows> at(Kind kind, String id) {
        return Optional.ofNullable(set.get(new Whose(kind, id)));
    }

    private Set<Windows> all() {
        Set<Windows> all = new LinkedHashSet<>(set.values());
        all.add(usual);
        return all;
    }

    /** When any window ends next. */
    Instant endBehind(Instant moment) {
        return all().stream()
                .map(windows -> windows.endBehind(moment))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /**
     * Which end comes behind that one: of windows that were missed, the last of each length, for whatever was not told is
     * told with it.
     */
    Instant endBehind(Instant closed, Instant now) {
        return all().stream()
                .map(windows -> {
                    Instant last = windows.lastEnd(now);
                    return last.isAfter(closed) ? last : windows.endBehind(closed);
                })
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
