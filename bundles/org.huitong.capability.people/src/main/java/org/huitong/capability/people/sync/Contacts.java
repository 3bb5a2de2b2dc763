// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.text.LocalText;
import org.huitong.capability.people.roster.Draft;

/**
 * Whom a list makes the contact persons of its companies. A cell that says something says all that its person is to be asked
 * about in their company; one that is blank leaves that as it is. Who is asked about something in another company stays so.
 */
final class Contacts {
    /** As many as a company may have on its page. */
    private static final int MOST = 100;

    private final Draft draft;
    private final List<Conflict> conflicts;

    Contacts(Draft draft, List<Conflict> conflicts) {
        this.draft = draft;
        this.conflicts = conflicts;
    }

    void become(Map<Group, String> ids) {
        Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
        Map<String, Set<String>> spoken = new LinkedHashMap<>();
        Map<String, Set<String>> twice = new LinkedHashMap<>();
        ids.forEach((group, person) -> subjects(group).ifPresent(subjects -> {
            spoken.computeIfAbsent(group.company(), company -> new HashSet<>()).add(person);
            Map<String, String> of = wanted.computeIfAbsent(group.company(), company -> new LinkedHashMap<>());
            for (String subject : subjects) {
                if (!person.equals(of.computeIfAbsent(subject, s -> person))) {
                    twice.computeIfAbsent(group.company(), company -> new HashSet<>())
                            .add(subject);
                    conflicts.add(twice(group, subject));
                }
            }
        }));
        spoken.forEach((company, people) -> draft.company(company)
                .ifPresent(one -> become(one, wanted.get(company), people, twice.getOrDefault(company, Set.of()))));
    }

    /** Of several rows of one person, all that any of them says. */
    private static Optional<List<String>> subjects(Group group) {
        List<List<String>> said =
                group.lines().stream().flatMap(line -> line.subjects().stream()).toList();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.stream().flatMap(List::stream).distinct().toList());
    }

    private static Conflict twice(Group group, String subject) {
        LocalText told = Subjects.told(subject);
        return Conflict.of(
                group.lines(),
                "contact-twice",
                "“" + told.zh() + "”在这份名单里有两个对接人；这一项没有改动。",
                "The list has two contact persons for “" + told.en() + "”; that one was left alone.");
    }

    /** In the order in which they are known, and what is new behind. */
    private void become(Company company, Map<String, String> wanted, Set<String> people, Set<String> twice) {
        List<Contact> contacts = new ArrayList<>();
        for (Contact contact : company.contacts()) {
            boolean left = twice.contains(contact.subject());
            Optional<String> now = Optional.ofNullable(wanted.get(contact.subject()))
                    .filter(person -> !left)
                    .or(() -> Optional.of(contact.person()).filter(person -> left || !people.contains(person)));
            now.ifPresent(person -> contacts.add(new Contact(contact.subject(), person)));
        }
        wanted.forEach((subject, person) -> {
            boolean known =
                    company.contacts().stream().anyMatch(c -> c.subject().equals(subject));
            if (!known && !twice.contains(subject) && contacts.size() < MOST) {
                contacts.add(new Contact(subject, person));
            }
        });
        if (!contacts.equals(company.contacts())) {
            draft.put(new Company(company.id(), company.name(), company.parent(), company.head(), contacts));
        }
    }
}
