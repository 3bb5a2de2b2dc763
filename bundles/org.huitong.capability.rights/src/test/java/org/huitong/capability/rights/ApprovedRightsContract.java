// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.SecurityContext;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable.Outcome;
import org.huitong.api.work.Approvals;
import org.huitong.capability.rights.Holding.Held;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles that wait for their approval, and what is given once they have it, on any database. */
interface ApprovedRightsContract {
    Asker ADMIN = new Asker("admin", "admin", Optional.empty());
    SecurityContext MAKER = RightsKeeperContract.caller(new Asker("admin", "admin", Optional.of("maker")));

    Tables tables();

    @BeforeEach
    default void begin() {
        tables().begin();
    }

    @Test
    default void whatWaitsIsGivenWithItsApproval() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        assertThat(change(keeper, waiting, person, 0, "department-head"))
                .isEqualTo(new PersonRolesResource.Change.Waiting("a1"));
        assertThat(keeper.holding(person).orElseThrow().roles()).isEmpty();
        Approvals.Request request = waiting.requests.get(0);
        assertThat(request.difference().zh())
                .startsWith("角色：仅员工 → 部门负责人")
                .contains("将新看到这")
                .contains("人的消息：")
                .contains("新增权限：阅读消息（本部门及下级，密级至内部）");
        assertThat(request.difference().en()).contains("will newly see the messages of");
        assertThat(carryOut(keeper, request)).isInstanceOf(Outcome.Done.class);
        assertThat(keeper.holding(person).orElseThrow().roles())
                .extracting(Held::role)
                .containsExactly("department-head");
        assertThat(waiting.told).isGreaterThan(0);
        assertThat(carryOut(keeper, request)).isInstanceOf(Outcome.Overtaken.class);
    }

    @Test
    default void whatWasGivenMeanwhileOvertakesIt() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        change(keeper, waiting, person, 0, "agent");
        change(keeper, waiting, person, 0, "task-clerk");
        assertThat(carryOut(keeper, waiting.requests.get(1))).isInstanceOf(Outcome.Done.class);
        assertThat(carryOut(keeper, waiting.requests.get(0))).isInstanceOf(Outcome.Overtaken.class);
        int version = keeper.holding(person).orElseThrow().version();
        change(keeper, waiting, person, version, "agent");
        assertThatThrownBy(() -> change(keeper, waiting, person, version + 1, "agent"))
                .isInstanceOf(Problem.class);
        assertThat(carryOut(keeper, waiting.requests.get(2))).isInstanceOf(Outcome.Done.class);
    }

    /** The rights of who asked are those of the moment in which it is done. */
    @Test
    default void whoMayNotGiveAnyMoreHasAskedForNothing() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        change(keeper, waiting, person, 0, "agent");
        ApprovedRights approved = new ApprovedRights(keeper, new GivenRights());
        Outcome outcome = tables().store()
                .write(c -> approved.carryOut(c, waiting.requests.get(0).argument(), ADMIN));
        assertThat(((Outcome.Overtaken) outcome).reason().zh()).contains("没有授予角色的权限");
        assertThat(keeper.holding(person).orElseThrow().roles()).isEmpty();
    }

    @Test
    default void whatAnEmergencyGaveIsTakenBackUnlessItIsAnotherMeanwhile() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        change(keeper, waiting, person, 0, "agent");
        Approvals.Request request = waiting.requests.get(0);
        carryOut(keeper, request);
        assertThat(takeBack(keeper, request)).isInstanceOf(Outcome.Done.class);
        assertThat(keeper.holding(person).orElseThrow().roles()).isEmpty();
        assertThat(takeBack(keeper, request)).isInstanceOf(Outcome.Overtaken.class);
    }

    /** Two emergencies, one on top of the other: whoever refuses both leaves nothing behind. */
    @Test
    default void refusedEmergenciesLeaveNothing() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        change(keeper, waiting, person, 0, "agent");
        carryOut(keeper, waiting.requests.get(0));
        int version = keeper.holding(person).orElseThrow().version();
        change(keeper, waiting, person, version, "agent", "task-clerk");
        carryOut(keeper, waiting.requests.get(1));
        assertThat(takeBack(keeper, waiting.requests.get(0))).isInstanceOf(Outcome.Done.class);
        assertThat(keeper.holding(person).orElseThrow().roles())
                .extracting(Held::role)
                .containsExactly("task-clerk");
        assertThat(takeBack(keeper, waiting.requests.get(1))).isInstanceOf(Outcome.Done.class);
        assertThat(keeper.holding(person).orElseThrow().roles()).isEmpty();
    }

    /** Who approves has read what the role brings: one that is wider when the last of them approves is not given. */
    @Test
    default void aRoleThatBecameAnotherIsNotGiven() {
        Waiting waiting = new Waiting();
        RightsKeeper keeper = keeper(waiting);
        String person = person(keeper);
        change(keeper, waiting, person, 0, "agent");
        Role agent = keeper.role("agent").orElseThrow();
        keeper.replace(
                new Role(
                        "agent",
                        agent.version(),
                        agent.name(),
                        List.of(
                                Grant.of(Permissions.READ, Where.COMPANY),
                                agent.grants().get(0))),
                ADMIN,
                now -> {});
        assertThat(((Outcome.Overtaken) carryOut(keeper, waiting.requests.get(0)))
                        .reason()
                        .en())
                .contains("One of these roles was changed");
        assertThat(keeper.holding(person).orElseThrow().roles()).isEmpty();
    }

    /** What a hub begins with is given once, and never again. */
    @Test
    default void theFirstRolesAreGivenOnce() {
        RightsKeeper keeper = keeper(new Waiting());
        String person = person(keeper);
        Map<String, List<String>> roles = Map.of(person, List.of("department-head", "executive"));
        assertThat((boolean) tables().store().write(c -> keeper.give(c, roles))).isTrue();
        assertThat(keeper.holding(person).orElseThrow().roles())
                .extracting(Held::role)
                .containsExactly("department-head", "executive");
        assertThat((boolean) tables().store().write(c -> keeper.give(c, Map.of("p2", List.of("audit-admin")))))
                .isFalse();
        assertThat(keeper.of("audit-admin", Optional.empty())).isEmpty();
    }

    private PersonRolesResource.Change change(
            RightsKeeper keeper, Approvals approvals, String person, int version, String... roles) {
        HoldingJson wish = new HoldingJson(
                version,
                Stream.of(roles)
                        .map(role ->
                                new HoldingJson.HeldJson(role, Optional.empty(), Optional.empty(), Optional.empty()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
        return new PersonRolesResource(keeper, tables().store(), assent(keeper, approvals)).change(person, wish, MAKER);
    }

    private Outcome carryOut(RightsKeeper keeper, Approvals.Request request) {
        ApprovedRights approved = new ApprovedRights(keeper, new GivenRights().give("admin", "roles.manage"));
        return tables().store().write(c -> approved.carryOut(c, request.argument(), request.by()));
    }

    private Outcome takeBack(RightsKeeper keeper, Approvals.Request request) {
        ApprovedRights approved = new ApprovedRights(keeper, new GivenRights());
        return tables().store().write(c -> approved.takeBack(c, request.argument(), request.by()));
    }

    private Assent assent(RightsKeeper keeper, Approvals approvals) {
        Assent assent = new Assent(tables().store(), new HeardAudit(), new TestClock(RightsKeeperContract.NOW), keeper);
        assent.setApprovals(approvals);
        return assent;
    }

    private RightsKeeper keeper(Waiting waiting) {
        return new RightsKeeper(
                tables().entities(),
                byPerson -> waiting.told++,
                new Hands(),
                new HeardAudit(),
                new TestClock(RightsKeeperContract.NOW));
    }

    private static String person(RightsKeeper keeper) {
        Group group = Group.of(40, 7);
        keeper.changed(group);
        return RightsKeeperContract.atWork(group);
    }

    /** Approvals that are on, and remember what was asked. */
    final class Waiting implements Approvals {
        final List<Request> requests = new ArrayList<>();
        boolean on = true;
        List<String> chain = List.of("department-head", "it-head", "executive");
        Optional<LocalText> hindrance = Optional.empty();
        int told;

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public List<String> chain() {
            return chain;
        }

        @Override
        public Optional<LocalText> hindrance() {
            return hindrance;
        }

        @Override
        public String ask(Connection transaction, Request request) {
            requests.add(request);
            return "a" + requests.size();
        }
    }
}
