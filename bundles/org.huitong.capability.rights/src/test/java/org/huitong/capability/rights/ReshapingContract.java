// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What is foretold of a department that moves is what comes of it once it has. */
interface ReshapingContract {
    Tables tables();

    @Test
    default void whatIsForetoldIsWhatComesOfIt() {
        Tables tables = tables();
        tables.begin();
        TestClock clock = new TestClock(
                Group.TODAY.atTime(12, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant());
        RightsKeeper keeper = new RightsKeeper(tables.entities(), byPerson -> {}, new Hands(), new HeardAudit(), clock);
        Group group = Group.of(60, 11);
        keeper.changed(group);
        Asker admin = new Asker("admin", "admin", Optional.empty());
        group.persons.values().stream()
                .filter(Person::active)
                .limit(30)
                .forEach(person -> keeper.give(
                        new Holding(
                                person.id(),
                                0,
                                List.of(new Held(
                                        "department-head", Optional.empty(), Optional.empty(), Optional.empty()))),
                        admin));
        int changes = 0;
        for (Department moved : List.copyOf(group.departments.values()).subList(0, 10)) {
            for (boolean merged : new boolean[] {false, true}) {
                Optional<String> parent = group.departments.values().stream()
                        .filter(d -> d.company().equals(moved.company()))
                        .map(Department::id)
                        .filter(id -> !group.tree(moved.id()).contains(id))
                        .reduce((one, other) -> other);
                if (parent.isEmpty()) {
                    continue;
                }
                List<Reshaping.Effect> foretold = new Reshaping(group, keeper, moved.id(), parent, merged).effects();
                Group after = copy(group);
                after.departments.put(
                        moved.id(),
                        new Department(
                                moved.id(),
                                moved.name(),
                                moved.company(),
                                parent,
                                Optional.empty(),
                                Optional.empty(),
                                false));
                if (merged) {
                    group.departments.values().stream()
                            .filter(one -> one.parent().equals(Optional.of(moved.id())))
                            .forEach(one -> after.departments.put(
                                    one.id(),
                                    new Department(
                                            one.id(),
                                            one.name(),
                                            one.company(),
                                            parent,
                                            one.head(),
                                            one.contact(),
                                            one.closed())));
                    List.copyOf(after.persons.values()).forEach(one -> after.put(moved(one, moved.id(), parent.get())));
                }
                assertThat(foretold.stream()
                                .map(effect -> effect.person().id() + " +" + effect.gains() + " -" + effect.loses())
                                .toList())
                        .isEqualTo(compared(keeper, group, after));
                changes += foretold.size();
            }
        }
        assertThat(changes).isPositive();
        ReshapingResource resource = new ReshapingResource(keeper);
        assertThatThrownBy(() -> resource.preview("d0", "d0", false)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> resource.preview("d0", "d1", false))
                .as("of another company")
                .isInstanceOf(Problem.class);
    }

    private static List<String> compared(RightsKeeper keeper, Group before, Group after) {
        return before.persons.values().stream()
                .filter(Person::active)
                .sorted(java.util.Comparator.comparing(Person::id))
                .map(person -> {
                    Set<String> had = read(keeper, before, person.id());
                    Set<String> has = read(keeper, after, person.id());
                    Set<String> gains = new TreeSet<>(has);
                    gains.removeAll(had);
                    Set<String> loses = new TreeSet<>(had);
                    loses.removeAll(has);
                    return gains.isEmpty() && loses.isEmpty() ? "" : person.id() + " +" + gains + " -" + loses;
                })
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Set<String> read(RightsKeeper keeper, Group group, String person) {
        return keeper.reach(group, group::tree).of(group.persons.get(person), keeper.given(person)).stream()
                .filter(one -> one.grant().permission().equals("messages.read"))
                .flatMap(one -> one.right().departments().stream())
                .collect(Collectors.toSet());
    }

    private static Group copy(Group group) {
        Group copy = new Group();
        copy.companies.putAll(group.companies);
        copy.departments.putAll(group.departments);
        copy.persons.putAll(group.persons);
        copy.projects.putAll(group.projects);
        return copy;
    }

    private static Person moved(Person person, String from, String to) {
        return new Person(
                person.id(),
                person.employee(),
                person.name(),
                person.company(),
                person.memberships().stream()
                        .map(one -> one.department().equals(from) ? new Membership(to, one.since(), one.until()) : one)
                        .toList(),
                person.post(),
                person.level(),
                person.superior(),
                person.mail(),
                person.mobile(),
                person.login(),
                person.accounts(),
                person.absent(),
                person.state());
    }
}
