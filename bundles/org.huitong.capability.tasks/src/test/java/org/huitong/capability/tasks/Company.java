// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.Person.State;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Roster;
import org.huitong.capability.people.roster.Card;
import org.huitong.capability.people.roster.RosterPicture;

/**
 * A company to test with: the board d1, led by p1; below it production d2, led by p2, with p3 and p4, who are its clerks;
 * and quality d3, led by p5, with p6.
 */
public final class Company {
    private static final LocalDate LONG_AGO = LocalDate.parse("2020-01-01");
    private final List<Card> cards = new ArrayList<>();

    public Company() {
        add("c1", new org.huitong.api.people.Company("c1", "华诚", Optional.empty(), Optional.of("p1"), List.of()));
        department("d1", "总经办", null, "p1");
        department("d2", "生产部", "d1", "p2");
        department("d3", "质量部", "d1", "p5");
        person("p1", "周明礼", "d1", "总经理");
        person("p2", "王建国", "d2", "车间主任");
        person("p3", "李秀英", "d2", "任务专员");
        person("p4", "赵大伟", "d2", "任务专员");
        person("p5", "陈慧敏", "d3", "质量经理");
        person("p6", "吴启帆", "d3", "检验员");
    }

    private void department(String id, String name, String parentOrNull, String head) {
        add(
                id,
                new Department(
                        id, name, "c1", Optional.ofNullable(parentOrNull), Optional.of(head), Optional.empty(), false));
    }

    private void person(String id, String name, String department, String post) {
        add(id, person(id, name, department, post, Optional.empty(), State.ACTIVE));
    }

    private static Person person(
            String id, String name, String department, String post, Optional<Absence> absent, State state) {
        return new Person(
                id,
                id,
                name,
                "c1",
                List.of(Membership.since(department, LONG_AGO)),
                post,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new PlatformAccount("feishu", "acme", List.of("ou_" + id), Optional.empty())),
                absent,
                state);
    }

    private void add(String id, Object what) {
        cards.removeIf(card -> card.id().equals(id));
        cards.add(new Card(id, 1, what));
    }

    public Company away(String id, String from, String to, String deputyOrNull) {
        Person person = (Person) cards.stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow()
                .what();
        Absence absence = new Absence(LocalDate.parse(from), LocalDate.parse(to), Optional.ofNullable(deputyOrNull));
        String department = person.memberships().get(0).department();
        add(id, person(id, person.name(), department, person.post(), Optional.of(absence), State.ACTIVE));
        return this;
    }

    public Roster roster() {
        return new RosterPicture(1, Map.of(), cards);
    }
}
