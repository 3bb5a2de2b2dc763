// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** A roster as the hub has it, of a few people. */
final class FewPeople implements People {
    private final Map<String, Person> persons = new LinkedHashMap<>();

    @Override
    public Roster roster() {
        return new RosterPicture(
                1,
                Map.of(),
                persons.values().stream()
                        .map(person -> new Card(person.id(), 1, person))
                        .toList());
    }

    Person add(String id, String employee, String name, PlatformAccount... accounts) {
        return put(id, employee, name, Optional.empty(), Optional.empty(), List.of(accounts), Person.State.ACTIVE);
    }

    void leave(String id, String employee, String name, PlatformAccount... accounts) {
        put(id, employee, name, Optional.empty(), Optional.empty(), List.of(accounts), Person.State.LEFT);
    }

    void mail(String id, String employee, String mail) {
        put(id, employee, employee, Optional.of(mail), Optional.empty(), List.of(), Person.State.ACTIVE);
    }

    void login(String id, String login) {
        Person was = persons.get(id);
        put(id, was.employee(), was.name(), was.mail(), Optional.of(login), was.accounts(), was.state());
    }

    private Person put(
            String id,
            String employee,
            String name,
            Optional<String> mail,
            Optional<String> login,
            List<PlatformAccount> accounts,
            Person.State state) {
        Person person = new Person(
                id,
                employee,
                name,
                "c" + id,
                List.of(),
                "",
                "",
                Optional.empty(),
                mail,
                Optional.empty(),
                login,
                accounts,
                Optional.empty(),
                state);
        persons.put(id, person);
        return person;
    }
}
