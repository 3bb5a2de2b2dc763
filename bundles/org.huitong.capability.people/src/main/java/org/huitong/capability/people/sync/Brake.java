// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Stops a sync that would take something from many: who would leave, change companies, be out of a department, lead one no
 * more, or be asked about something no more. What is added never counts.
 *
 * @param affected how many persons, of the group, or of one company where that is what holds
 * @param of how many there are in it
 */
public record Brake(int affected, int of) {
    private static final int PERCENT = 10;
    private static final int AT_LEAST = 10;

    /** Of all, and of each company by itself: a subsidiary's list may not empty it because the group is large. */
    static Brake between(Roster before, Roster after, LocalDate today) {
        Map<String, Integer> of = new TreeMap<>();
        Map<String, Set<String>> affected = new TreeMap<>();
        Map<String, String> company = new HashMap<>();
        for (Person person : before.persons()) {
            if (person.active()) {
                company.put(person.id(), person.company());
                of.merge(person.company(), 1, Integer::sum);
                if (loses(person, after.person(person.id()), today)) {
                    affected.computeIfAbsent(person.company(), id -> new HashSet<>())
                            .add(person.id());
                }
            }
        }
        for (Department department : before.departments()) {
            Optional<String> head = department.head();
            if (head.isPresent()
                    && !after.department(department.id())
                            .flatMap(Department::head)
                            .equals(head)) {
                affected.computeIfAbsent(company.getOrDefault(head.get(), department.company()), id -> new HashSet<>())
                        .add(head.get());
            }
        }
        for (Company known : before.companies()) {
            for (Company.Contact contact : known.contacts()) {
                if (after.company(known.id())
                        .filter(now -> now.contacts().contains(contact))
                        .isEmpty()) {
                    affected.computeIfAbsent(company.getOrDefault(contact.person(), known.id()), id -> new HashSet<>())
                            .add(contact.person());
                }
            }
        }
        Brake all = new Brake(
                affected.values().stream().mapToInt(Set::size).sum(),
                of.values().stream().mapToInt(count -> count).sum());
        return Stream.concat(
                        Stream.of(all),
                        of.keySet().stream()
                                .map(id -> new Brake(
                                        affected.getOrDefault(id, Set.of()).size(), of.get(id))))
                .max(Comparator.comparing(Brake::holds).thenComparing(Brake::affected))
                .orElse(all);
    }

    private static boolean loses(Person person, Optional<Person> after, LocalDate today) {
        return after.isEmpty()
                || !after.get().active()
                || !after.get().company().equals(person.company())
                || !after.get().departments(today).containsAll(person.departments(today));
    }

    /** More than one in ten, and ten at least. */
    public boolean holds() {
        return affected >= AT_LEAST && affected * 100L > of * (long) PERCENT;
    }
}
