// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/** Who is meant by a name, an employee number or {@code 我}. A name is no key: where several have it, nobody is chosen. */
sealed interface Colleague {
    record One(Person person) implements Colleague {}

    /** @param told what tells them apart, for who is asked back */
    record Several(String told) implements Colleague {}

    record Nobody() implements Colleague {}

    int MOST_TOLD = 6;

    static Colleague of(String word, Person speaker, Roster roster, LocalDate today) {
        if (Set.of("我", "自己", "本人").contains(word)) {
            return new One(speaker);
        }
        List<Person> found = roster.persons().stream()
                .filter(Person::active)
                .filter(p -> p.name().equals(word)
                        || p.employee().equalsIgnoreCase(word)
                        || p.login().filter(word::equalsIgnoreCase).isPresent())
                .toList();
        if (found.size() > 1) {
            List<Person> near = found.stream()
                    .filter(p ->
                            p.employee().equalsIgnoreCase(word) && p.company().equals(speaker.company()))
                    .toList();
            found = near.size() == 1 ? near : found;
        }
        return switch (found.size()) {
            case 0 -> new Nobody();
            case 1 -> new One(found.get(0));
            default -> new Several(found.stream()
                    .limit(MOST_TOLD)
                    .map(p -> told(p, roster, today))
                    .collect(Collectors.joining("、")));
        };
    }

    private static String told(Person person, Roster roster, LocalDate today) {
        String where = person.departments(today).stream()
                .findFirst()
                .flatMap(roster::name)
                .orElse("");
        String number = person.login().orElse(person.employee());
        return person.name() + "（" + where + "，" + number + "）";
    }
}
