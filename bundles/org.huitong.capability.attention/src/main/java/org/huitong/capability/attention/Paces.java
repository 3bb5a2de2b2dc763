// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
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
                .or(() -> ofCompany(person.company(), roster))
                .orElse(usual);
    }

    /** What is set for the company, or for the nearest that it belongs to: the smaller tree is the nearer one. */
    private Optional<Windows> ofCompany(String company, Roster roster) {
        return set.keySet().stream()
                .filter(whose -> whose.kind() == Kind.COMPANY)
                .filter(whose -> whose.id().equals(company)
                        || roster.companyTree(whose.id()).contains(company))
                .min(Comparator.comparingInt(whose -> whose.id().equals(company)
                        ? 0
                        : roster.companyTree(whose.id()).size()))
                .map(set::get);
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
