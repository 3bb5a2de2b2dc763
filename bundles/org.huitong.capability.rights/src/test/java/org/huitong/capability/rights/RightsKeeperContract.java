// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.access.Rights;
import org.huitong.api.audit.Deed.Difference;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Period;
import org.huitong.api.people.Person;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.capability.rights.HoldingJson.HeldJson;
import org.huitong.capability.rights.RoleJson.GrantJson;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        RolesResource roles = rolesOf(keeper(told));
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
        RoleJson changed = edited(
                roles,
                "agent",
                new RoleJson(null, agent.version(), LocalText.of("坐席", "Agents"), agent.grants()),
                ADMIN);
        refused(409, () -> edited(roles, "agent", new RoleJson(null, agent.version(), agent.name(), List.of()), ADMIN));
        RolesResource after = rolesOf(keeper(told));
        assertThat(after.one("agent")).isEqualTo(changed);
        assertThat(after.list().items()).hasSize(10);
    }

    @Test
    default void thePermissionTableSaysWhoMayDoWhat() {
        RightsKeeper keeper = keeper(new Told());
        keeper.changed(Group.of(40, 7));
        Person holder = Group.of(40, 7).persons.values().stream()
                .filter(Person::active)
                .findFirst()
                .orElseThrow();
        Held held = new Held("executive", Optional.empty(), Optional.empty(), Optional.empty());
        Held past = new Held("agent", Optional.empty(), Optional.empty(), Optional.of(Group.TODAY.minusDays(1)));
        keeper.give(new Holding(holder.id(), 0, List.of(held, past)), new Asker("admin", "admin", Optional.empty()));
        List<List<Cell>> rows = new ArrayList<>();
        new PermissionsDocument(keeper, new Hands(), new TestClock(NOW))
                .report(new Asker("admin", "admin", Optional.empty()), Period.open())
                .rows()
                .pour(rows::add);
        assertThat(rows)
                .contains(List.of(
                        Cell.words(LocalText.of("分管领导", "Responsible executive")),
                        Cell.words(LocalText.of("阅读消息", "Read messages")),
                        Cell.text("messages.read"),
                        Cell.words(LocalText.of("内容", "content")),
                        Cell.words(Where.COMPANY.text()),
                        Cell.words(LocalText.of("全部", "All")),
                        Cell.words(LocalText.of("全部", "All")),
                        Cell.words(LocalText.of("内部", "Internal")),
                        Cell.text(holder.name())));
        assertThat(rows)
                .filteredOn(row -> row.get(0).equals(Cell.words(LocalText.of("客服坐席", "Agent"))))
                .extracting(row -> row.get(8))
                .containsOnly(Cell.text(""));
    }

    @Test
    default void whatIsGivenIsToldBeforeItIsAnsweredAndTakenAwayToo() {
        Told told = new Told();
        RightsKeeper keeper = keeper(told);
        PersonRolesResource people = resource(keeper);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String person = atWork(group);
        assertThat(told.words(person)).as("what every employee may").containsOnly("messages.read", "files.transfer");
        HoldingJson none = people.roles(person);
        assertThat(none.version()).isZero();
        HoldingJson given = given(people, person, roles(none.version(), "system-admin"), ADMIN);
        assertThat(told.words(person)).contains("hub.administer");
        assertThat(given.difference().orElseThrow().gained())
                .extracting(EffectiveJson::permission)
                .containsExactly("hub.administer");
        refused(409, () -> given(people, person, roles(0, "agent"), ADMIN));
        refused(400, () -> given(people, person, roles(given.version(), "no-such"), ADMIN));
        refused(404, () -> people.roles("nobody"));
        SecurityContext self = caller(new Asker("me", "me", Optional.of(person)));
        refused(403, () -> given(people, person, roles(given.version()), self));
        RightsKeeper next = keeper(told);
        assertThat(resource(next).roles(person).roles()).isEqualTo(given.roles());
        HoldingJson taken = given(people, person, roles(given.version()), ADMIN);
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
        given(
                resource(keeper),
                person,
                new HoldingJson(
                        0,
                        List.of(new HeldJson(
                                "security-admin", Optional.empty(), Optional.empty(), Optional.of("2026-12-31"))),
                        Optional.empty(),
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
        given(resource(keeper), "p1", roles(0, "system-admin"), ADMIN);
        assertThat(told.times).isZero();
    }

    /** Finding: who may change roles gave themselves anything by a role that they hold. */
    @Test
    default void nobodyWidensARoleOfTheirOwn() {
        RightsKeeper keeper = keeper(new Told());
        RolesResource roles = rolesOf(keeper);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String person = atWork(group);
        SecurityContext self = caller(new Asker("sec", "sec", Optional.of(person)));
        given(resource(keeper), person, roles(0, "agent"), ADMIN);
        for (String role : List.of("employee", "agent")) {
            GrantJson first = roles.one(role).grants().get(0);
            for (GrantJson wider : List.of(
                    grant("messages.read", "company", null),
                    grant("messages.export", "own", null),
                    grant(first.permission(), first.where(), "confidential"))) {
                refused(403, () -> edited(roles, role, with(roles.one(role), wider), self));
            }
        }
        RoleJson narrower = new RoleJson(
                null, null, LocalText.of("员工", "Employee"), List.of(grant("messages.read", "own", "public")));
        assertThat(edited(roles, "employee", narrower, self).grants()).hasSize(1);
        // A colleague's role is the office of who gives roles.
        edited(roles, "executive", with(roles.one("executive"), grant("messages.export", "company", null)), self);
    }

    /** Finding: a role could hold what its editor does not, and be given. */
    @Test
    default void whatIsGuardedGoesIntoARoleAndToAPersonByItsHoldersAlone() {
        RightsKeeper keeper = keeper(new Told());
        RolesResource roles = rolesOf(keeper);
        PersonRolesResource people = resource(keeper);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String person = atWork(group);
        SecurityContext sec = caller(new Asker("sec", "sec", Optional.empty()));
        for (GrantJson guarded : List.of(
                grant("hub.administer", "all", null),
                grant("audit.administer", "all", null),
                grant("messages.read.all", "all", null),
                grant("messages.read", "all", "confidential"))) {
            refused(403, () -> edited(roles, "agent", with(roles.one("agent"), guarded), sec));
            refused(403, () -> roles.add(new RoleJson("odd", 0, LocalText.of("奇", "Odd"), List.of(guarded)), sec));
        }
        RoleJson audit = roles.one("audit-admin");
        RoleJson emptied = new RoleJson(null, audit.version(), audit.name(), List.of());
        refused(403, () -> edited(roles, "audit-admin", emptied, sec));
        refused(403, () -> given(people, person, roles(0, "system-admin"), sec));
        HoldingJson given = given(people, person, roles(0, "system-admin", "agent"), ADMIN);
        refused(403, () -> given(people, person, roles(given.version(), "agent"), sec));
        assertThat(given(people, person, roles(given.version(), "system-admin", "executive", "security-admin"), sec)
                        .roles())
                .hasSize(3);
    }

    /** Finding: a reach that nobody judges was saved, shown, and never worked. */
    @Test
    default void aReachThatNobodyJudgesIsRefused() {
        RolesResource roles = rolesOf(keeper(new Told()));
        for (String word : List.of("people.write", "rules.write", "hub.administer", "messages.read.all")) {
            GrantJson limited = grant(word, "department", null);
            refused(400, () -> roles.add(new RoleJson("odd", 0, LocalText.of("奇", "Odd"), List.of(limited)), ADMIN));
        }
        RoleJson clerk = roles.one("task-clerk");
        assertThat(edited(roles, "task-clerk", clerk, ADMIN).grants()).isEqualTo(clerk.grants());
    }

    /** Finding: a day that nobody will see froze everybody's rights. */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "+10000-01-01", "-0001-01-01", "0001-01-01"})
    default void aDayThatNobodyWillSeeIsRefused(String day) {
        PersonRolesResource people = resource(keeper(new Told()));
        HeldJson held = new HeldJson("agent", Optional.empty(), Optional.empty(), Optional.of(day));
        refused(
                400,
                () -> given(
                        people, "p1", new HoldingJson(0, List.of(held), Optional.empty(), Optional.empty()), ADMIN));
    }

    @Test
    default void nullsAndLongListsAreSaidToBe() {
        RolesResource roles = rolesOf(keeper(new Told()));
        List<GrantJson> none = new ArrayList<>();
        none.add(null);
        refused(400, () -> roles.add(new RoleJson("odd", 0, LocalText.of("奇", "Odd"), none), ADMIN));
        List<String> long300 =
                IntStream.range(0, 300).mapToObj(n -> "p".repeat(60) + n).toList();
        GrantJson grant =
                new GrantJson("messages.read", "own", Optional.of(long300), Optional.empty(), Optional.empty());
        refused(400, () -> roles.add(new RoleJson("odd", 0, LocalText.of("奇", "Odd"), List.of(grant)), ADMIN));
    }

    /** Finding: giving a role left no entry. */
    @Test
    default void whatIsDoneIsNotedWithWhatItWas() {
        HeardAudit audit = new HeardAudit();
        RightsKeeper keeper = keeper(new Told(), audit);
        RolesResource roles = rolesOf(keeper);
        int before = audit.lines().size();
        HoldingJson given = given(resource(keeper), "p1", roles(0, "agent"), ADMIN);
        RoleJson agent = roles.one("agent");
        edited(roles, "agent", with(agent, grant("messages.tag", "assigned", null)), ADMIN);
        refused(409, () -> edited(roles, "agent", agent, ADMIN));
        given(resource(keeper), "p1", roles(given.version()), ADMIN);
        assertThat(audit.lines().subList(before, audit.lines().size()))
                .containsExactly(
                        "admin roles.manage person:p1 done",
                        "admin roles.manage role:agent done",
                        "admin roles.manage person:p1 done");
        assertThat(audit.differences())
                .endsWith(
                        new Difference("", "agent"),
                        new Difference(
                                "客服坐席 / Agent\nmessages.read assigned   -\nmessages.reveal assigned   -\nmessages.export assigned   -",
                                "客服坐席 / Agent\n"
                                        + "messages.read assigned   -\n"
                                        + "messages.reveal assigned   -\n"
                                        + "messages.export assigned   -\n"
                                        + "messages.tag assigned   -"),
                        new Difference("agent", ""));
    }

    private static RoleJson with(RoleJson role, GrantJson more) {
        List<GrantJson> grants = new ArrayList<>(role.grants());
        grants.add(more);
        return new RoleJson(null, role.version(), role.name(), grants);
    }

    private static GrantJson grant(String permission, String where, String secrecy) {
        return new GrantJson(permission, where, Optional.empty(), Optional.empty(), Optional.ofNullable(secrecy));
    }

    static String atWork(Group group) {
        return group.persons.values().stream()
                .filter(Person::active)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private RightsKeeper keeper(Rights access) {
        return keeper(access, new HeardAudit());
    }

    private RightsKeeper keeper(Rights access, HeardAudit audit) {
        return new RightsKeeper(tables().entities(), access, hands(), audit, new TestClock(NOW));
    }

    private static Hands hands() {
        Hands hands = new Hands();
        hands.held.put("sec", Set.of(Permissions.ALL_SECURITY, "roles.manage"));
        return hands;
    }

    private static HoldingJson roles(int version, String... roles) {
        return new HoldingJson(
                version,
                List.of(roles).stream()
                        .map(role -> new HeldJson(role, Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    private PersonRolesResource resource(RightsKeeper keeper) {
        return new PersonRolesResource(keeper, tables().store(), assent(keeper));
    }

    private RolesResource rolesOf(RightsKeeper keeper) {
        return new RolesResource(keeper, assent(keeper), tables().store());
    }

    /** Where approvals never were. */
    private Assent assent(RightsKeeper keeper) {
        return new Assent(tables().store(), new HeardAudit(), new TestClock(NOW), keeper);
    }

    private static RoleJson edited(RolesResource roles, String id, RoleJson role, SecurityContext caller) {
        return ((RolesResource.Edit.Made) roles.edit(id, role, caller)).role();
    }

    private static HoldingJson given(
            PersonRolesResource people, String person, HoldingJson wish, SecurityContext caller) {
        return ((PersonRolesResource.Change.Given) people.change(person, wish, caller)).roles();
    }

    private static void refused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                .isEqualTo(status));
    }

    static SecurityContext caller(Asker asker) {
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
