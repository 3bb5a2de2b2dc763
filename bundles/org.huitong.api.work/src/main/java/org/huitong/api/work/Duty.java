// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Who does whose work on a day. Somebody who is away is stood in for by the deputy, whose own deputy follows where that
 * one is away, too; who has no deputy, by the nearest superior who is there. Nobody who has left does anything. Pure
 * thinking on one roster, for any thread.
 */
public record Duty(Roster roster, LocalDate date) {
    public Duty {
        Objects.requireNonNull(roster);
        Objects.requireNonNull(date);
    }

    /** Who does this person's work; the person, where they are here. Empty where nobody up to the top is. */
    public Optional<Person> of(String person) {
        Set<String> asked = new HashSet<>();
        Optional<Person> one = roster.person(person);
        while (one.isPresent() && !isHere(one.get()) && asked.add(one.get().id())) {
            one = one.get().active() ? one.get().deputy(date).flatMap(roster::person) : Optional.empty();
        }
        return one.filter(this::isHere).or(() -> roster.lineOfCommand(person, date).stream()
                .filter(this::isHere)
                .findFirst());
    }

    /** Who answers for the department: its head, or who does the head's work, or the same of the nearest one above. */
    public Optional<Person> ofDepartment(String department) {
        List<String> way = new ArrayList<>();
        way.add(department);
        way.addAll(roster.above(department));
        return way.stream()
                .flatMap(id -> roster.head(id).stream())
                .flatMap(head -> of(head.id()).stream())
                .findFirst();
    }

    /**
     * Whom it goes to, one after the other, as long as nobody answers: who does the person's work, then the person's
     * deputy, then up the line of command, of each whoever does their work. Nobody twice.
     */
    public List<Person> ladder(String person) {
        Set<Person> ladder = new LinkedHashSet<>();
        of(person).ifPresent(ladder::add);
        roster.person(person)
                .flatMap(Person::absent)
                .flatMap(absence -> absence.deputy())
                .flatMap(this::of)
                .ifPresent(ladder::add);
        roster.lineOfCommand(person, date).forEach(above -> of(above.id()).ifPresent(ladder::add));
        return List.copyOf(ladder);
    }

    /** Whether the person works here and is not away. */
    public boolean isHere(Person person) {
        return person.active() && person.absent().filter(a -> a.holds(date)).isEmpty();
    }
}
