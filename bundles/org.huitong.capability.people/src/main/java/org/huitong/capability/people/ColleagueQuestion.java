// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Which colleagues are asked for. What is not told is not searched either: a number that finds somebody is told by it.
 *
 * @param department the id; those below it are meant too
 * @param may a permission, such as {@code instructions.send}: only whom the caller may choose for it
 * @param own with {@code may}: the caller, and whoever shares a department with them, too
 */
record ColleagueQuestion(
        Optional<String> words, Optional<String> department, Optional<String> may, boolean own, int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /** As it was asked; null or blank is as if it were not said. */
    static ColleagueQuestion of(String q, String department, String may, String own, String limit) {
        return new ColleagueQuestion(
                said(q).map(text -> text.toLowerCase(Locale.ROOT)),
                said(department),
                said(may),
                "true".equals(own),
                said(limit).map(ColleagueQuestion::limit).orElse(USUAL));
    }

    private static Optional<String> said(String word) {
        return Optional.ofNullable(word).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static int limit(String digits) {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST) {
            throw Clean.bad("limit 是 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        return Integer.parseInt(digits);
    }

    /** Those who work here and fit. */
    List<Person> among(Roster roster, LocalDate today, Predicate<Person> reached) {
        Optional<Set<String>> tree = department.map(roster::tree);
        return roster.persons().stream()
                .filter(Person::active)
                .filter(p -> tree.isEmpty() || p.departments(today).stream().anyMatch(tree.get()::contains))
                .filter(p -> words.isEmpty() || says(roster, p, today, words.get()))
                .filter(reached)
                .toList();
    }

    private static boolean says(Roster roster, Person p, LocalDate today, String words) {
        Stream<String> places = p.departments(today).stream().flatMap(id -> roster.name(id).stream());
        return Stream.concat(Stream.of(p.name(), p.post()), places)
                .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(words));
    }
}
