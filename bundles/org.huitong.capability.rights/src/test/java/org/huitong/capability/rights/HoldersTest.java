// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldersTest {
    private final Group group = Group.of(20, 1);

    @BeforeEach
    void found() {
        department("works", Optional.empty());
        department("line", Optional.of("works"));
        department("shift", Optional.of("line"));
        group.persons.replaceAll((id, person) -> as(person, Person.State.ACTIVE));
    }

    @Test
    void theNearestOfThoseWhoHaveItIsFound() {
        List<Holding> all = List.of(
                holding("p1", "head", "works", null),
                holding("p2", "head", "line", null),
                holding("p3", "head", null, null),
                holding("p4", "clerk", "shift", null));

        assertThat(of(all, "head", "shift")).containsExactly("p2");
        assertThat(of(all, "head", "line")).containsExactly("p2");
        assertThat(of(all, "head", "works")).containsExactly("p1");
        assertThat(of(all, "head", "d1")).containsExactly("p3");
        assertThat(of(all, "head", null)).containsExactly("p1", "p2", "p3");
        assertThat(of(all, "guard", "shift")).isEmpty();
    }

    @Test
    void whoHasLeftAndWhatHasEndedDoesNotCount() {
        group.persons.computeIfPresent("p1", (id, person) -> as(person, Person.State.LEFT));
        List<Holding> all = List.of(
                holding("p1", "head", "line", null),
                holding("p2", "head", "line", Group.TODAY.minusDays(1)),
                holding("p3", "head", "line", Group.TODAY),
                holding("nobody", "head", "line", null));

        assertThat(of(all, "head", "line")).containsExactly("p3");
    }

    private List<String> of(List<Holding> holdings, String role, String department) {
        return new Holders(holdings, group, Group.TODAY).of(role, Optional.ofNullable(department));
    }

    private static Holding holding(String person, String role, String department, LocalDate until) {
        return new Holding(
                person,
                1,
                List.of(new Holding.Held(
                        role, Optional.ofNullable(department), Optional.empty(), Optional.ofNullable(until))));
    }

    private void department(String id, Optional<String> parent) {
        group.departments.put(id, new Department(id, id, "c0", parent, Optional.empty(), Optional.empty(), false));
    }

    private static Person as(Person one, Person.State state) {
        return new Person(
                one.id(),
                one.employee(),
                one.name(),
                one.company(),
                one.memberships(),
                one.post(),
                one.level(),
                one.superior(),
                one.mail(),
                one.mobile(),
                one.login(),
                one.accounts(),
                one.absent(),
                state);
    }
}
