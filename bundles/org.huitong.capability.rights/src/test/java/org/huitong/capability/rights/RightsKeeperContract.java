// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.HoldingJson.HeldJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of roles, and what access is told, on any database. */
interface RightsKeeperContract {
    ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    Instant NOW = Group.TODAY.atTime(12, 0).atZone(ZONE).toInstant();
    SecurityContext ADMIN = caller(new Asker("admin", "admin", Optional.empty()));

    Tables tables();

    @BeforeEach
    default void empty() {
        tables().begin();
    }

    @Test
    default void theDeliveredRolesAreThereOnceAndAsTheyWereChanged() {
        Told told = new Told();
        RolesResource roles = new RolesResource(keeper(told));
        assertThat(roles.list().items())
                .extracting(RoleJson::id)
                .containsExactlyInAnyOrder(
                        "employee",
                        "message-clerk",
                        "task-clerk",
                        "agent",
                        "department-head",
                        "it-head",
                        "executive",
                        "system-admin",
                        "security-admin",
                        "audit-admin");
        RoleJson agent = roles.one("agent");
        RoleJson changed = roles.replace(
                "agent", new RoleJson(null, agent.version(), LocalText.of("坐席", "Agents"), agent.grants()), ADMIN);
        refused(409, () -> roles.replace("agent", new RoleJson(null, agent.version(), agent.name(), List.of()), ADMIN));
        RolesResource after = new RolesResource(keeper(told));
        assertThat(after.one("agent")).isEqualTo(changed);
        assertThat(after.list().items()).hasSize(10);
    }

    @Test
    default void whatIsGivenIsToldBeforeItIsAnsweredAndTakenAwayToo() {
        Told told = new Told();
        RightsKeeper keeper = keeper(told);
        PersonRolesResource people = new PersonRolesResource(keeper);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String person = atWork(group);
        assertThat(told.words(person)).containsOnly("messages.read");
        HoldingJson none = people.roles(person);
        assertThat(none.version()).isZero();
        HoldingJson given = people.give(person, roles(none.version(), "system-admin"), ADMIN);
        assertThat(told.words(person)).contains("hub.administer");
        assertThat(given.difference().orElseThrow().gained())
                .extracting(EffectiveJson::permission)
                .containsExactly("hub.administer");
        refused(409, () -> people.give(person, roles(0, "agent"), ADMIN));
        refused(400, () -> people.give(person, roles(given.version(), "no-such"), ADMIN));
        refused(404, () -> people.roles("nobody"));
        SecurityContext self = caller(new Asker("me", "me", Optional.of(person)));
        refused(403, () -> people.give(person, roles(given.version()), self));
        RightsKeeper next = keeper(told);
        assertThat(new PersonRolesResource(next).roles(person).roles()).isEqualTo(given.roles());
        HoldingJson taken = people.give(person, roles(given.version()), ADMIN);
        assertThat(told.words(person)).doesNotContain("hub.administer");
        assertThat(taken.difference().orElseThrow().lost()).hasSize(1);
    }

    @Test
    default void whatEndsIsToldWithItsEnd() {
        Told told = new Told();
        RightsKeeper keeper = keeper(told);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String person = atWork(group);
        new PersonRolesResource(keeper)
                .give(
                        person,
                        new HoldingJson(
                                0,
                                List.of(new HeldJson(
                                        "security-admin",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("2026-12-31"))),
                                Optional.empty()),
                        ADMIN);
        assertThat(told.rights.get(person))
                .filteredOn(right -> right.permission().equals("security.administer"))
                .extracting(Right::until)
                .containsExactly(Optional.of(Instant.parse("2026-12-31T16:00:00Z")));
    }

    @Test
    default void untilPeopleAreKnownNothingIsTold() {
        Told told = new Told();
        RightsKeeper keeper = keeper(told);
        new PersonRolesResource(keeper).give("p1", roles(0, "system-admin"), ADMIN);
        assertThat(told.times).isZero();
    }

    private static String atWork(Group group) {
        return group.persons.values().stream()
                .filter(Person::active)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private RightsKeeper keeper(Rights access) {
        return new RightsKeeper(tables().entities(), access, () -> NOW, ZONE);
    }

    private static HoldingJson roles(int version, String... roles) {
        return new HoldingJson(
                version,
                List.of(roles).stream()
                        .map(role -> new HeldJson(role, Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    private static void refused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }

    private static SecurityContext caller(Asker asker) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return asker;
            }

            @Override
            public boolean isUserInRole(String role) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isSecure() {
                return true;
            }

            @Override
            public String getAuthenticationScheme() {
                return "HUITONG";
            }
        };
    }

    /** What access was told. */
    final class Told implements Rights {
        final Map<String, List<Right>> rights = new HashMap<>();
        int times;

        @Override
        public void replace(Map<String, List<Right>> byPerson) {
            rights.clear();
            rights.putAll(byPerson);
            times++;
        }

        List<String> words(String person) {
            return rights.get(person).stream().map(Right::permission).toList();
        }
    }
}
