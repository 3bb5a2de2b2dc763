// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * Stops a sync that would take something from many: who would leave, change companies, be out of a department, or lead
 * one no more. What is added never counts.
 *
 * @param affected how many persons
 * @param of how many there are
 */
public record Brake(int affected, int of) {
    private static final int PERCENT = 10;
    private static final int AT_LEAST = 10;

    static Brake between(Roster before, Roster after, LocalDate today) {
        Set<String> affected = new HashSet<>();
        int of = 0;
        for (Person person : before.persons()) {
            if (person.active()) {
                of++;
                if (loses(person, after.person(person.id()), today)) {
                    affected.add(person.id());
                }
            }
        }
        for (Department department : before.departments()) {
            Optional<String> head = department.head();
            if (head.isPresent()
                    && !after.department(department.id())
                            .flatMap(Department::head)
                            .equals(head)) {
                affected.add(head.get());
            }
        }
        return new Brake(affected.size(), of);
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
