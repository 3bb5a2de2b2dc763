// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.people.Person;
import org.huitong.capability.people.roster.Kind;
import org.huitong.capability.people.roster.RosterPicture;

/**
 * Which persons are asked for.
 *
 * @param department the id; those below it are meant too
 * @param after the id of the last one that was told
 */
record PeopleQuestion(
        Optional<String> text,
        Optional<String> company,
        Optional<String> employee,
        Optional<String> department,
        Optional<Person.State> state,
        Optional<String> after,
        int limit) {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    static PeopleQuestion of(MultivaluedMap<String, String> query) {
        return new PeopleQuestion(
                text(query, "text").map(text -> text.toLowerCase(Locale.ROOT)),
                text(query, "company"),
                text(query, "employee"),
                text(query, "department"),
                text(query, "state").map(PeopleQuestion::state),
                text(query, "after"),
                text(query, "limit").map(PeopleQuestion::limit).orElse(USUAL));
    }

    private static Optional<String> text(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name)).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static Person.State state(String word) {
        return Stream.of(Person.State.values())
                .filter(s -> s.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Clean.bad("state 是 active 或 left。", "state is active or left."));
    }

    private static int limit(String digits) {
        if (!digits.matches("[0-9]{1,4}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > MOST) {
            throw Clean.bad("limit 是 1 到 " + MOST + "。", "limit is 1 to " + MOST + ".");
        }
        return Integer.parseInt(digits);
    }

    /** All that fit, in the order in which they became known, from behind the last one told. */
    List<Person> among(RosterPicture roster, LocalDate today) {
        Optional<Set<String>> tree = department.map(roster::tree);
        return roster.persons().stream()
                .filter(p -> after.isEmpty() || Kind.ORDER.compare(p.id(), after.get()) > 0)
                .filter(p -> state.isEmpty() || p.state() == state.get())
                .filter(p -> company.isEmpty() || p.company().equals(company.get()))
                .filter(p -> employee.isEmpty() || p.employee().equals(employee.get()))
                .filter(p -> tree.isEmpty() || p.departments(today).stream().anyMatch(tree.get()::contains))
                .filter(p -> text.isEmpty() || says(roster, p, today, text.get()))
                .toList();
    }

    private static boolean says(RosterPicture roster, Person p, LocalDate today, String text) {
        Stream<String> own = Stream.of(
                        Optional.of(p.name()),
                        Optional.of(p.employee()),
                        Optional.of(p.post()),
                        p.mail(),
                        p.mobile(),
                        p.login())
                .flatMap(Optional::stream);
        Stream<String> accounts = p.accounts().stream().flatMap(a -> a.ids().stream());
        Stream<String> names = Stream.concat(Stream.of(p.company()), p.departments(today).stream())
                .flatMap(id -> roster.name(id).stream());
        return Stream.of(own, accounts, names).flatMap(all -> all).anyMatch(one -> one.toLowerCase(Locale.ROOT)
                .contains(text));
    }
}
