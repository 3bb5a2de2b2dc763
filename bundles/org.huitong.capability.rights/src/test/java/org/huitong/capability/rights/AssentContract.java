// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permission;
import org.huitong.api.access.Permissions;
import org.huitong.api.access.Right;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Approvable.Outcome;
import org.huitong.api.work.Approvals;
import org.huitong.capability.rights.ApprovedRightsContract.Waiting;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody does without the assent of others: widening what somebody has, in whichever way. */
interface AssentContract {
    SecurityContext MAKER = RightsKeeperContract.caller(new Asker("sec", "Sec", Optional.of("maker")));
    Grant EVERYTHING =
            new Grant(Permissions.READ, Where.COMPANY, Set.of(), Set.of(), Optional.of(Secrecy.CONFIDENTIAL));

    Tables tables();

    @BeforeEach
    default void fresh() {
        tables().begin();
    }

    /** The way around: the role of an accomplice becomes wider, and nobody is asked. */
    @Test
    default void aRoleThatSomebodyHasIsWidenedWithApprovalsAlone() {
        Waiting approvals = new Waiting();
        RightsKeeper keeper = keeper();
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String holder = RightsKeeperContract.atWork(group);
        RolesResource roles = new RolesResource(keeper, assent(approvals), tables().store());
        // As long as nobody has it, it is anybody's to prepare.
        assertThat(roles.edit("agent", wider(keeper, "agent"), MAKER)).isInstanceOf(RolesResource.Edit.Made.class);
        give(keeper, holder, "task-clerk");
        assertThat(roles.edit("task-clerk", wider(keeper, "task-clerk"), MAKER))
                .isEqualTo(new RolesResource.Edit.Waiting("a1"));
        assertThat(keeper.role("task-clerk").orElseThrow().grants()).doesNotContain(EVERYTHING);
        Approvals.Request request = approvals.requests.get(0);
        assertThat(request.concerned()).isEqualTo(holder);
        assertThat(request.difference().zh())
                .contains("角色：任务专员", "1 人", "新增权限：阅读消息（本公司及下属，密级至核心商密）")
                .doesNotContain("收回权限");
        assertThat(carryOut(keeper, request)).isInstanceOf(Outcome.Done.class);
        assertThat(keeper.role("task-clerk").orElseThrow().grants()).contains(EVERYTHING);
        assertThat(keeper.effective(holder))
                .extracting(one -> one.grant())
                .as("it is in force")
                .contains(EVERYTHING);
        assertThat(carryOut(keeper, request)).as("the role is another").isInstanceOf(Outcome.Overtaken.class);
    }

    /** To take something away waits for nobody, and everybody is an employee. */
    @Test
    default void onlyWhatWidensWaits() {
        RightsKeeper keeper = keeper();
        keeper.changed(Group.of(40, 7));
        RolesResource roles = new RolesResource(keeper, assent(new Waiting()), tables().store());
        Role employee = keeper.role("employee").orElseThrow();
        RoleJson narrower = RoleJson.of(new Role(
                "employee",
                employee.version(),
                employee.name(),
                employee.grants().subList(0, 1)));
        assertThat(roles.edit("employee", narrower, MAKER)).isInstanceOf(RolesResource.Edit.Made.class);
        assertThatThrownBy(() -> roles.edit("employee", wider(keeper, "employee"), MAKER))
                .as("their own role, too")
                .isInstanceOf(Problem.class);
        RolesResource others = new RolesResource(keeper, assent(new Waiting()), tables().store());
        assertThat(others.edit("executive", wider(keeper, "executive"), MAKER))
                .isInstanceOf(RolesResource.Edit.Made.class);
    }

    /** Approvals that are being exchanged, or whose last approver has left, open no door. */
    @Test
    default void whatWasOnceOnStaysOn() {
        Waiting approvals = new Waiting();
        assertThat(assent(approvals).needed(asker())).contains(approvals);
        approvals.on = false;
        assertThat(assent(approvals).needed(asker()))
                .as("nobody approves any more: it is asked, and refused there")
                .contains(approvals);
        assertThat(assent(approvals).result().status())
                .as("switched off in its settings, it is asked all the same")
                .isEqualTo(Status.UP);
        approvals.hindrance = Optional.of(LocalText.of("没有人担任角色 IT 负责人。", "Nobody has the role IT head."));
        assertThat(assent(approvals).result().status()).isEqualTo(Status.DEGRADED);
        assertThat(assent(approvals).result().message()).contains("IT head", "IT 负责人");
        assertThat(assent(null).result().status()).isEqualTo(Status.DEGRADED);
        assertThatThrownBy(() -> assent(null).needed(asker())).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.word()).isEqualTo("approvals-away");
        });
    }

    @Test
    default void whereTheyNeverWereNobodyIsAsked() {
        Waiting off = new Waiting();
        off.on = false;
        assertThat(assent(off).needed(asker())).isEmpty();
        assertThat(assent(null).needed(asker())).isEmpty();
        assertThat(assent(null).result().status()).isEqualTo(Status.UP);
    }

    /** Nobody has asked for anything yet: it is remembered as soon as the last of the chain is there. */
    @Test
    default void thatTheyAreOnIsNoticedWithTheRolesOfPeople() {
        Waiting approvals = new Waiting();
        approvals.on = false;
        RightsKeeper keeper = keeper();
        Group group = Group.of(40, 7);
        keeper.changed(group);
        Assent assent = assent(keeper, approvals);
        approvals.on = true;
        give(keeper, RightsKeeperContract.atWork(group), "executive");
        assertThat(assent.standing()).isPresent();
        assertThatThrownBy(() -> assent(null).needed(asker())).isInstanceOf(Problem.class);
    }

    @Test
    default void whoReadsChangesNothing() {
        Waiting approvals = new Waiting();
        approvals.on = false;
        Assent assent = assent(approvals);
        approvals.on = true;
        assertThat(assent.result().status()).isEqualTo(Status.UP);
        assertThat(new RightsResource(keeper(), assent).approvals().on()).isFalse();
        assertThat(assent.standing()).isEmpty();
    }

    /** Who approves by the settings is guarded as who does as delivered, also while what approves is away. */
    @Test
    default void accessIsToldWhoApprovesByTheSettings() {
        Map<String, List<Right>> told = new HashMap<>();
        RightsKeeper keeper = keeper(told);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String holder = RightsKeeperContract.atWork(group);
        give(keeper, holder, "agent");
        Waiting approvals = new Waiting();
        Assent assent = assent(keeper, approvals);
        assertThat(told.get(holder)).doesNotContain(Approvers.RIGHT);
        approvals.chain = List.of("department-head", "agent");
        assent.updatedApprovals(approvals);
        assertThat(told.get(holder)).contains(Approvers.RIGHT);
        told.clear();
        assent.unsetApprovals(approvals);
        keeper(told).changed(group);
        assertThat(told.get(holder)).as("after a restart without it").contains(Approvers.RIGHT);
    }

    @Test
    default void switchingOffIsADeedAndSeen() {
        HeardAudit audit = new HeardAudit();
        Assent assent = new Assent(tables().store(), audit, new TestClock(RightsKeeperContract.NOW), keeper());
        assent.setApprovals(new Waiting());
        RightsResource rights = new RightsResource(keeper(), assent);
        assertThat(rights.approvals().on()).isTrue();
        assertThat(rights.switched(new RightsResource.Wish(false), MAKER).on()).isFalse();
        assertThat(assent.needed(asker())).isEmpty();
        assertThat(assent.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(assent.result().message()).contains("sec");
        assertThat(assent(new Waiting()).needed(asker()))
                .as("also after a restart")
                .isEmpty();
        assertThat(audit.lines()).contains("sec approvals.switch approvals:off done");
        assertThat(rights.switched(new RightsResource.Wish(true), MAKER).on()).isTrue();
        assertThat(assent.needed(asker())).isPresent();
    }

    /** Finding: off, given, on again by one person in three calls, and health showed nothing afterwards. */
    @Test
    default void whatWasGivenUnaskedIsNamedUntilSomebodyElseLooks() {
        TestClock clock = new TestClock(RightsKeeperContract.NOW);
        HeardAudit audit = new HeardAudit();
        RightsKeeper keeper = keeper();
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String holder = RightsKeeperContract.atWork(group);
        Assent assent = new Assent(tables().store(), audit, clock, keeper);
        assent.setApprovals(new Waiting());
        RightsResource rights = new RightsResource(keeper, assent);
        rights.switched(new RightsResource.Wish(false), MAKER);
        rights.switched(new RightsResource.Wish(true), MAKER);
        assertThat(assent.result().status()).as("nothing was given").isEqualTo(Status.UP);
        rights.switched(new RightsResource.Wish(false), MAKER);
        give(keeper, holder, "agent");
        assertThat(assent.result().message()).contains("agent");
        int time = rights.unasked().items().get(0).id();
        assertThat(refusal(() -> rights.seen(time, auditor("other")))).isEqualTo("still-off");
        rights.switched(new RightsResource.Wish(true), MAKER);
        assertThat(assent.result().status()).isEqualTo(Status.DEGRADED);
        assertThat(assent.result().message())
                .contains(keeper.nameOf(holder).orElseThrow() + ": agent (by admin)", "未经审批的授权");
        assertThat(assent(keeper, new Waiting()).result().status())
                .as("also after a restart")
                .isEqualTo(Status.DEGRADED);
        assertThat(rights.unasked().items().get(0).given()).singleElement().satisfies(given -> assertThat(given.roles())
                .extracting(role -> role.name().zh())
                .containsExactly("客服坐席"));
        assertThat(refusal(() -> rights.seen(time, MAKER))).as("who switched").isEqualTo("own-deed");
        assertThat(refusal(() -> rights.seen(time, caller("admin", Optional.empty()))))
                .as("who gave")
                .isEqualTo("own-deed");
        assertThat(refusal(() -> rights.seen(time, caller("puppet", Optional.of(holder)))))
                .as("who was given it")
                .isEqualTo("own-deed");
        rights.seen(time, auditor("other"));
        assertThat(assent.result().status()).isEqualTo(Status.UP);
        assertThat(audit.lines()).contains("other approvals.review approvals:off-" + time + " done");
        assertThat(refusal(() -> rights.seen(time, auditor("third")))).isEqualTo("looked-at");
    }

    @Test
    default void afterThirtyDaysNobodyIsRemindedOfIt() {
        Unasked.Turn turn = new Unasked.Turn(RightsKeeperContract.NOW, "sec");
        Unasked.Gift gift = new Unasked.Gift(RightsKeeperContract.NOW, "sec", Optional.of("p1"), List.of("agent"));
        Unasked time = new Unasked(1, turn, Optional.of(turn), List.of(gift), Optional.empty());
        assertThat(time.waits(RightsKeeperContract.NOW.plus(Duration.ofDays(29))))
                .isTrue();
        assertThat(time.waits(RightsKeeperContract.NOW.plus(Duration.ofDays(31))))
                .isFalse();
    }

    /** Whoever gives roles does not switch off what looks at it, and whoever does neither looks at both. */
    @Test
    default void theSwitchLiesInOtherHandsThanTheRoles() {
        assertThat(new RightsPage().permissions())
                .filteredOn(permission -> permission.word().startsWith("approvals."))
                .extracting(permission -> permission.kind())
                .containsExactly(Permission.Kind.MANAGE, Permission.Kind.AUDIT);
    }

    private static SecurityContext auditor(String name) {
        return caller(name, Optional.of("auditor-" + name));
    }

    private static SecurityContext caller(String account, Optional<String> person) {
        return RightsKeeperContract.caller(new Asker(account, account, person));
    }

    private static String refusal(Runnable call) {
        return catchThrowableOfType(Problem.class, call::run).word();
    }

    /** Whose account could approve is lent by nobody who could ask: access is told who that is. */
    @Test
    default void accessIsToldWhoApproves() {
        Map<String, List<Right>> told = new HashMap<>();
        RightsKeeper keeper = keeper(told);
        Group group = Group.of(40, 7);
        keeper.changed(group);
        String holder = RightsKeeperContract.atWork(group);
        give(keeper, holder, "it-head");
        assertThat(told.get(holder)).doesNotContain(Approvers.RIGHT);
        assent(keeper, new Waiting());
        assertThat(told.get(holder)).contains(Approvers.RIGHT);
        assertThat(told.entrySet())
                .filteredOn(entry -> !entry.getKey().equals(holder))
                .flatExtracting(Map.Entry::getValue)
                .doesNotContain(Approvers.RIGHT);
    }

    /** Of an account that is nobody's, nobody knows whose hands ask. */
    @Test
    default void whoIsNobodyAsksForNothing() {
        Assent assent = assent(new Waiting());
        assertThatThrownBy(() -> assent.needed(new Asker("admin", "admin", Optional.empty())))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("no-person"));
    }

    private static Asker asker() {
        return (Asker) MAKER.getUserPrincipal();
    }

    private static RoleJson wider(RightsKeeper keeper, String role) {
        Role now = keeper.role(role).orElseThrow();
        return RoleJson.of(new Role(
                now.id(),
                now.version(),
                now.name(),
                Stream.concat(now.grants().stream(), Stream.of(EVERYTHING)).toList()));
    }

    private static void give(RightsKeeper keeper, String person, String role) {
        keeper.give(
                new Holding(
                        person,
                        0,
                        List.of(new Holding.Held(role, Optional.empty(), Optional.empty(), Optional.empty()))),
                ApprovedRightsContract.ADMIN);
    }

    private Outcome carryOut(RightsKeeper keeper, Approvals.Request request) {
        ApprovedRoles approved = new ApprovedRoles(keeper, new GivenRights().give("sec", "roles.manage"));
        return tables().store().write(c -> approved.carryOut(c, request.argument(), request.by()));
    }

    private Assent assent(Approvals approvalsOrNull) {
        return assent(keeper(), approvalsOrNull);
    }

    private Assent assent(RightsKeeper keeper, Approvals approvalsOrNull) {
        Assent assent = new Assent(tables().store(), new HeardAudit(), new TestClock(RightsKeeperContract.NOW), keeper);
        if (approvalsOrNull != null) {
            assent.setApprovals(approvalsOrNull);
        }
        return assent;
    }

    private RightsKeeper keeper() {
        return keeper(new HashMap<>());
    }

    private RightsKeeper keeper(Map<String, List<Right>> told) {
        return new RightsKeeper(
                tables().entities(),
                told::putAll,
                new Hands(),
                new HeardAudit(),
                new TestClock(RightsKeeperContract.NOW));
    }
}
