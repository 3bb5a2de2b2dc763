// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Company;
import org.huitong.api.people.Company.Contact;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.people.Roster;

/**
 * What is in people's charge by the cards of others: the departments that they lead, and what they are to be asked about, as
 * people read it.
 */
public final class Charges {
    private final Map<String, List<String>> led = new HashMap<>();
    private final Map<String, List<String>> asked = new HashMap<>();
    private final Map<String, List<String>> askedElsewhere = new HashMap<>();

    private Charges() {}

    public static Charges of(Roster roster) {
        Charges charges = new Charges();
        for (Department department : roster.departments()) {
            department.head().ifPresent(head -> put(charges.led, head, department.name()));
        }
        for (Company company : roster.companies()) {
            for (Contact contact : company.contacts()) {
                Optional<Person> person = roster.person(contact.person());
                String subject = Subjects.told(contact.subject()).zh();
                if (person.filter(p -> p.company().equals(company.id())).isPresent()) {
                    put(charges.asked, contact.person(), subject);
                } else {
                    put(charges.askedElsewhere, contact.person(), subject + "（" + company.name() + "）");
                }
            }
        }
        return charges;
    }

    private static void put(Map<String, List<String>> of, String person, String what) {
        of.computeIfAbsent(person, id -> new ArrayList<>()).add(what);
    }

    /** The names of the departments that somebody leads. */
    String led(String person) {
        return text(led, person);
    }

    /** What somebody is to be asked about in their company, as a list has it. */
    public String subjects(String person) {
        return text(asked, person);
    }

    /** The same, and in others. */
    String everywhere(String person) {
        List<String> all = new ArrayList<>(asked.getOrDefault(person, List.of()));
        all.addAll(askedElsewhere.getOrDefault(person, List.of()));
        return String.join(Subjects.SEPARATOR, all);
    }

    /** Whether nothing of it is otherwise for that person. */
    boolean areSame(Charges other, String person) {
        return led(person).equals(other.led(person)) && everywhere(person).equals(other.everywhere(person));
    }

    private static String text(Map<String, List<String>> of, String person) {
        return String.join(Subjects.SEPARATOR, of.getOrDefault(person, List.of()));
    }
}
