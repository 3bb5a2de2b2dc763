// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.MessageType;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.capability.rights.Holding.Held;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What twelve people with different roles may read of what a group of companies has said, against a model that walks
 * through who said what to whom and knows nothing of filters and marks.
 */
class LeakTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PEOPLE = 300;
    private static final int MESSAGES = 5_000;

    /** What each of the twelve was given beside the role of an employee. */
    private static final List<List<Held>> GIVEN = List.of(
            List.of(),
            List.of(held("department-head")),
            List.of(new Held("department-head", Optional.of("d3"), Optional.empty(), Optional.empty())),
            List.of(held("executive")),
            List.of(new Held("executive", Optional.empty(), Optional.of("c1"), Optional.empty())),
            List.of(held("agent")),
            List.of(held("member")),
            List.of(held("narrow")),
            List.of(held("secrets")),
            List.of(new Held("all", Optional.empty(), Optional.empty(), Optional.of(Group.TODAY))),
            List.of(new Held("all", Optional.empty(), Optional.empty(), Optional.of(Group.TODAY.minusDays(1)))),
            List.of(held("own-department"), held("agent"), held("system-admin")));

    private static Map<String, Role> roles() {
        Map<String, Role> roles = new LinkedHashMap<>();
        DeliveredRoles.ALL.forEach(role -> roles.put(role.id(), role));
        put(roles, "member", Grant.of("messages.read", Where.PROJECT));
        put(
                roles,
                "narrow",
                new Grant(
                        "messages.read",
                        Where.DEPARTMENT_TREE,
                        Set.of("wecom", "feishu"),
                        Set.of(MessageType.TEXT),
                        Optional.of(Secrecy.PUBLIC)));
        put(
                roles,
                "secrets",
                new Grant("messages.read", Where.COMPANY, Set.of(), Set.of(), Optional.of(Secrecy.SECRET)));
        put(roles, "all", new Grant("messages.read", Where.ALL, Set.of(), Set.of(), Optional.of(Secrecy.CONFIDENTIAL)));
        put(roles, "own-department", Grant.of("messages.read", Where.DEPARTMENT));
        return roles;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobodyReadsMoreOrLessThanTheyMay(long seed) {
        Group group = Group.of(PEOPLE, seed);
        Random random = new Random(seed);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            said.add(Said.of(i, group, random));
        }
        List<Person> people = List.copyOf(group.persons.values());
        int seen = 0;
        for (int i = 0; i < GIVEN.size(); i++) {
            Person person = people.get(i * 7);
            // Today, when some memberships and grants have ended; and on later days, by what was told today.
            for (int later : new int[] {0, 1, 20, 60}) {
                LocalDate day = Group.TODAY.plusDays(later);
                Set<Integer> reads = reads(group, person, GIVEN.get(i), day, said);
                assertThat(reads)
                        .as("person %s, given %s, on %s", person.id(), GIVEN.get(i), day)
                        .isEqualTo(model(group, person, GIVEN.get(i), day, said));
                seen += reads.size();
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whoHasLeftReadsNothing(long seed) {
        Group group = Group.of(PEOPLE, seed);
        List<Said> said = new ArrayList<>();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            said.add(Said.of(i, group, random));
        }
        assertThat(group.persons.values()).anyMatch(person -> !person.active());
        group.persons.values().stream().filter(person -> !person.active()).forEach(person -> assertThat(
                        reads(group, person, List.of(held("all")), Group.TODAY, said))
                .isEmpty());
    }

    private static Set<Integer> reads(Group group, Person person, List<Held> given, LocalDate day, List<Said> said) {
        Instant noon = day.atTime(12, 0).atZone(ZONE).toInstant();
        List<Right> rights = new Reach(group, roles(), Group.TODAY, ZONE)
                .of(person, given).stream()
                        .map(Reach.Effective::right)
                        .filter(right -> right.permission().equals("messages.read") && right.holdsAt(noon))
                        .toList();
        return said.stream()
                .filter(one ->
                        rights.stream().anyMatch(right -> right.messages().admits(one.facts())))
                .map(Said::number)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> model(Group group, Person person, List<Held> given, LocalDate day, List<Said> said) {
        return said.stream()
                .filter(one -> person.active() && may(group, person, given, day, one))
                .map(Said::number)
                .collect(Collectors.toSet());
    }

    private static boolean may(Group group, Person me, List<Held> given, LocalDate day, Said one) {
        boolean internal = one.secrecy().compareTo(Secrecy.INTERNAL) <= 0;
        boolean mine = one.by().filter(me::equals).isPresent() || one.to().contains(me.id());
        if (internal && (mine || one.roomDepartments().stream().anyMatch(d -> mine(me, day, d)))) {
            return true;
        }
        for (Held held : given) {
            if (held.until().filter(last -> day.isAfter(last)).isPresent()) {
                continue;
            }
            boolean may =
                    switch (held.role()) {
                        case "department-head" -> internal && below(group, me, held, day, one);
                        case "executive" -> internal && company(group, me, held, one);
                        case "agent" -> internal && one.assigned().contains(me.id());
                        case "member" -> internal
                                && group.projects.values().stream()
                                        .filter(p -> p.state() == org.huitong.api.people.Project.State.OPEN)
                                        .filter(p -> p.members().contains(me.id())
                                                || p.owner()
                                                        .filter(me.id()::equals)
                                                        .isPresent())
                                        .anyMatch(p -> one.project()
                                                        .filter(p.id()::equals)
                                                        .isPresent()
                                                || one.room()
                                                        .filter(room -> room.equals("room-" + p.id().substring(1)))
                                                        .isPresent());
                        case "narrow" -> one.secrecy() == Secrecy.PUBLIC
                                && !one.platform().equals("dingtalk")
                                && one.type() == MessageType.TEXT
                                && below(group, me, held, day, one);
                        case "secrets" -> one.secrecy() != Secrecy.CONFIDENTIAL && company(group, me, held, one);
                        case "all" -> true;
                        case "own-department" -> internal
                                && departmentsOf(one).stream().anyMatch(d -> mine(me, day, d));
                        default -> false;
                    };
            if (may) {
                return true;
            }
        }
        return false;
    }

    /** As it was told today: what begins later is not in it yet, what ends has ended. */
    private static boolean mine(Person me, LocalDate day, String department) {
        return me.memberships().stream()
                .filter(m -> m.department().equals(department))
                .anyMatch(m -> !m.since().isAfter(Group.TODAY)
                        && m.until()
                                .map(end -> Group.TODAY.isBefore(end) && day.isBefore(end))
                                .orElse(true));
    }

    private static boolean below(Group group, Person me, Held held, LocalDate day, Said one) {
        for (String department : departmentsOf(one)) {
            Optional<String> at = Optional.of(department);
            while (at.isPresent()) {
                String here = at.get();
                if (held.department().map(here::equals).orElseGet(() -> mine(me, day, here))) {
                    return true;
                }
                at = Optional.ofNullable(group.departments.get(here)).flatMap(Department::parent);
            }
        }
        return false;
    }

    private static boolean company(Group group, Person me, Held held, Said one) {
        String top = held.company().orElse(me.company());
        Optional<String> at = one.by().map(Person::company);
        while (at.isPresent()) {
            if (at.get().equals(top)) {
                return true;
            }
            at = group.companies.get(at.get()).parent();
        }
        return false;
    }

    private static Set<String> departmentsOf(Said one) {
        Set<String> all = new java.util.HashSet<>(one.roomDepartments());
        one.by().ifPresent(person -> person.memberships().stream()
                .filter(m -> m.holds(Group.TODAY))
                .map(Membership::department)
                .forEach(all::add));
        return all;
    }

    private static void put(Map<String, Role> roles, String id, Grant grant) {
        roles.put(id, new Role(id, 1, LocalText.of(id, id), List.of(grant)));
    }

    private static Held held(String role) {
        return new Held(role, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
