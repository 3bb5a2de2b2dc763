// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/** A firm to test with: the board d0, led by p0; below it d1 to dn of some people each, the first of whom leads. */
final class Firm {
    private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");
    private final List<Card> cards = new ArrayList<>();
    private final int departments;
    private final int each;

    Firm(int departments, int each) {
        this.departments = departments;
        this.each = each;
        add("c1", new Company("c1", "华诚", Optional.empty(), Optional.of("p0"), List.of()));
        department("d0", null, "p0");
        person("p0", "d0", Optional.empty());
        for (int d = 1; d <= departments; d++) {
            department("d" + d, "d0", person(d, 0));
            for (int i = 0; i < each; i++) {
                person(person(d, i), "d" + d, Optional.empty());
            }
        }
    }

    static String person(int department, int number) {
        return "p" + (department * 100 + number);
    }

    List<String> members(int department) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            members.add(person(department, i));
        }
        return members;
    }

    int departments() {
        return departments;
    }

    Firm away(String id, String from, String to, String deputy) {
        Absence absence = new Absence(LocalDate.parse(from), LocalDate.parse(to), Optional.of(deputy));
        Person person = (Person) cards.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow()
                .what();
        person(id, person.memberships().get(0).department(), Optional.of(absence));
        return this;
    }

    private void department(String id, String parentOrNull, String head) {
        add(
                id,
                new Department(
                        id,
                        "部门" + id,
                        "c1",
                        Optional.ofNullable(parentOrNull),
                        Optional.of(head),
                        Optional.empty(),
                        false));
    }

    private void person(String id, String department, Optional<Absence> absent) {
        add(
                id,
                new Person(
                        id,
                        id,
                        "人" + id,
                        "c1",
                        List.of(Membership.since(department, LONG_AGO)),
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new PlatformAccount("test", "tenant", List.of(id), Optional.empty())),
                        absent,
                        Person.State.ACTIVE));
    }

    private void add(String id, Object what) {
        cards.removeIf(card -> card.id().equals(id));
        cards.add(new Card(id, 1, what));
    }

    Roster roster() {
        return new RosterPicture(1, Map.of(), cards);
    }
}
