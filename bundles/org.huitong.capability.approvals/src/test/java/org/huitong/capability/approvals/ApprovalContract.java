// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.huitong.api.access.Asker;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Person;
import org.huitong.api.web.Problem;
import org.huitong.capability.approvals.Approval.State;
import org.huitong.testkit.GivenRights;
import org.junit.jupiter.api.Test;

/** What several people decide one after the other, on any database. */
interface ApprovalContract {
    Court court();

    @Test
    default void isDoneWithTheLastOfItsApprovals() {
        Court court = court();
        String id = court.ask("p4", null);
        assertThat(court.outbox.lines()).containsExactly("p2: 【待审批】p3 的角色变更");
        court.approve(id, "p2");
        court.approve(id, "p5");
        assertThat(court.done).isEmpty();
        court.approve(id, "p6");
        assertThat(court.done).containsExactly("+ the roles");
        assertThat(court.of(id).state()).isEqualTo(State.APPROVED);
        assertThat(court.outbox.lines())
                .containsExactly(
                        "p2: 【待审批】p3 的角色变更",
                        "p5: 【待审批】p3 的角色变更",
                        "p8: 【待审批】p3 的角色变更",
                        "p6: 【待审批】p3 的角色变更",
                        "p4: 【审批已通过】p3 的角色变更");
        assertThat(court.outbox.settled()).containsExactly(id + ":1: p2 已同意", id + ":2: p5 已同意", id + ":3: p6 已同意");
        assertThat(court.audit.lines())
                .containsExactly(
                        "p4 approvals.ask approval:" + id + " done",
                        "p2 approvals.approve approval:" + id + " done",
                        "p5 approvals.approve approval:" + id + " done",
                        "p6 approvals.approve approval:" + id + " done");
    }

    @Test
    default void isDecidedByCardAsByPage() {
        Court court = court();
        String id = court.ask("p4", null);
        Writing.Card first = court.card(0);
        assertThat(first.buttons()).extracting(Writing.Button::label).containsExactly("同意", "查看", "拒绝");
        assertThat(first.buttons().get(2).link()).contains("https://hub.example/#/approvals?id=" + id + "&refuse=1");

        assertThat(court.press(first, "p2")).isEqualTo(new Settled.Done("已同意"));
        assertThat(court.press(first, "p2")).isEqualTo(new Settled.Over("这一步已经有人决定了"));
        // Whose card was for the first step decides no other by it.
        assertThat(court.press(first, "p5")).isEqualTo(new Settled.Over("这一步已经有人决定了"));
        assertThat(court.press(court.card(1), "p5")).isEqualTo(new Settled.Done("已同意"));
        assertThat(court.press(court.card(3), "p6")).isEqualTo(new Settled.Done("已同意，审批通过"));
        assertThat(court.done).containsExactly("+ the roles");
        assertThat(court.press(court.card(3), "p6")).isEqualTo(new Settled.Over("审批已通过"));
        assertThat(court.audit.lines()).contains("@dingtalk approvals.approve approval:" + id + " done");
    }

    @Test
    default void aCardSaysWhyItIsNotDecided() {
        Court court = court();
        court.firm.holders.put("it-head", List.of("p5", "p4"));
        String own = court.ask("p4", null);
        Writing.Card card = court.card(0);
        assertThat(court.press(card, "p4")).isInstanceOfSatisfying(Settled.Over.class, over -> assertThat(over.reason())
                .startsWith("不能审批自己提出的"));
        assertThat(court.audit.lines()).contains("@dingtalk approvals.approve approval:" + own + " refused");
        court.firm.states.put("p2", Person.State.LEFT);
        assertThat(court.press(card, "p2")).isInstanceOfSatisfying(Settled.Over.class, over -> assertThat(over.reason())
                .contains("您目前不是这一步的审批人"));
        court.firm.states.clear();
        court.clock.set(court.clock.instant().plus(Duration.ofDays(4)));
        Court.refused(() -> court.press(card, "p2"), "expired");
        assertThat(court.done).isEmpty();
    }

    @Test
    default void whatWasOvertakenIsNotDoneByCard() {
        Court court = court();
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        court.approve(id, "p5");
        court.fits = false;
        assertThat(court.press(court.card(3), "p6")).isEqualTo(new Settled.Over("内容已被别人改动，审批失效：已被别人改过。"));
        assertThat(court.of(id).state()).isEqualTo(State.OVERTAKEN);
    }

    @Test
    default void whatIsRefusedIsNotDoneAndSaysWhy() {
        Court court = court();
        String id = court.ask("p4", null);
        court.refuse(id, "p2", "还不需要");
        Approval refused = court.of(id);
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.reason().orElseThrow().zh()).isEqualTo("还不需要");
        court.refused(id, "p2", "decided-already");
        court.refused(id, "p5", "decided-already");
        assertThat(court.done).isEmpty();
    }

    @Test
    default void nobodyApprovesForThemselvesAlsoNotByASecondRole() {
        Court court = court();
        court.firm.holders.put("it-head", List.of("p2", "p5", "p4", "p3"));
        String id = court.ask("p4", null);
        court.refused(id, "p3", "not-yours-to-decide");
        court.refused(id, "p4", "not-yours-to-decide");
        court.refused(id, "p5", "not-yours-to-decide");
        court.approve(id, "p2");
        court.refused(id, "p4", "not-yours-to-decide");
        court.refused(id, "p2", "decided-already");
        court.approve(id, "p5");
        assertThat(court.audit.lines()).contains("p4 approvals.approve approval:" + id + " refused");
        Asker nobody = new Asker("admin", "admin", Optional.empty());
        Court.refused(() -> court.bench.approve(id, nobody, a -> true), "not-yours-to-decide");
    }

    /** The head asks and is away: neither the head nor who stands in for the head approves it, but the superior. */
    @Test
    default void nobodyApprovesForThemselvesByADeputy() {
        Court court = court();
        LocalDate today = court.clock.today();
        court.firm.away.put("p2", new Absence(today, today, Optional.of("p7")));
        String id = court.ask("p2", null);
        court.refused(id, "p2", "not-yours-to-decide");
        court.refused(id, "p7", "not-yours-to-decide");
        court.approve(id, "p1");
    }

    /** Finding: who writes people and accounts made the approvers, and passed all three steps alone. */
    @Test
    default void whomTheAskerPutThereDoesNotCount() {
        Court court = court();
        court.placed.put("p4", Set.of("p2"));
        court.accounts.put("p4", Set.of("p5"));
        String id = court.ask("p4", null);
        // It goes up: to who is above the head that was placed.
        court.refused(id, "p2", "placed-by-asker");
        court.approve(id, "p1");
        court.refused(id, "p5", "placed-by-asker");
        court.madeSince.add("p8");
        court.refused(id, "p8", "account-too-new");
        court.madeSince.clear();
        // Made their deputy while it waits: nor does who came to it so.
        court.placed.put("p4", Set.of("p2", "p8"));
        court.refused(id, "p8", "placed-by-asker");
        Approval waiting = court.of(id);
        assertThat(court.desk.approvers().of(waiting, waiting.turn().orElseThrow()))
                .isEmpty();
        assertThat(court.audit.lines()).contains("p8 approvals.approve approval:" + id + " refused");
        Court.refused(() -> court.ask("p4", null, "others"), "nobody-approves");
        // For what somebody else asks they count.
        court.approve(court.ask("p7", null), "p2");
    }

    /** Who was stood in for has had their step; a second role gives them no other. */
    @Test
    default void whoWasStoodInForDecidesNoOtherStep() {
        Court court = court();
        LocalDate today = court.clock.today();
        court.firm.away.put("p2", new Absence(today, today, Optional.of("p7")));
        court.firm.holders.put("it-head", List.of("p2", "p5"));
        String id = court.ask("p4", null);
        court.approve(id, "p7");
        court.firm.away.clear();
        court.refused(id, "p2", "decided-already");
        court.approve(id, "p5");
        assertThat(court.of(id).steps().get(0).said().orElseThrow().instead()).contains("p2");
    }

    @Test
    default void aDeputyDecidesForAsLongAsTheyStandIn() {
        Court court = court();
        court.firm.holders.put("it-head", List.of("p5"));
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        LocalDate today = court.clock.today();
        court.firm.away.put("p5", new Absence(today, today, Optional.of("p7")));
        court.refused(id, "p5", "not-yours-to-decide");
        court.clock.leap(Duration.ofDays(1));
        court.refused(id, "p7", "not-yours-to-decide");
        court.clock.leap(Duration.ofDays(-1));
        court.approve(id, "p7");
    }

    @Test
    default void aPressThatComesAgainIsRefused() {
        Court court = court();
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        court.refused(id, "p2", "decided-already");
        court.approve(id, "p5");
        court.refused(id, "p8", "decided-already");
        court.approve(id, "p6");
        court.refused(id, "p6", "decided-already");
        assertThat(court.done).hasSize(1);
    }

    @Test
    default void ofTwoWhoPressAtOnceOneFindsItDecided() throws Exception {
        Court court = court();
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> presses =
                    List.of(() -> press(court, together, id, "p5"), () -> press(court, together, id, "p8"));
            List<Future<String>> said = two.invokeAll(presses, 30, TimeUnit.SECONDS);
            assertThat(List.of(said.get(0).get(), said.get(1).get()))
                    .containsExactlyInAnyOrder("approved", "decided-already");
        } finally {
            two.shutdownNow();
        }
        assertThat(court.of(id).turn().orElseThrow().number()).isEqualTo(3);
    }

    private static String press(Court court, CyclicBarrier together, String id, String person) throws Exception {
        together.await(10, TimeUnit.SECONDS);
        try {
            court.approve(id, person);
            return "approved";
        } catch (Problem problem) {
            return problem.word();
        }
    }

    /** Finding: the same asked again waited beside itself, and told everybody again. */
    @Test
    default void theSameAskedAgainIsTheOneThatWaits() throws Exception {
        Court court = court();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<String> asking = () -> {
            together.await(30, TimeUnit.SECONDS);
            return court.ask("p4", null);
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        String id;
        try {
            Future<String> other = two.submit(asking);
            id = two.submit(asking).get(30, TimeUnit.SECONDS);
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(id);
        } finally {
            two.shutdownNow();
        }
        assertThat(court.ask("p4", null)).isEqualTo(id);
        assertThat(court.outbox.lines()).containsExactly("p2: 【待审批】p3 的角色变更");
        assertThat(court.ask("p7", null)).as("by somebody else").isNotEqualTo(id);
        assertThat(court.ask("p4", null, "others")).isNotEqualTo(id);
        assertThat(court.ask("p4", "产线停了")).isNotEqualTo(id);
        court.refuse(id, "p2", "还不需要");
        assertThat(court.ask("p4", null)).as("after it was refused").isNotEqualTo(id);
    }

    @Test
    default void whatDoesNotFitAnyMoreIsOvertaken() {
        Court court = court();
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        court.approve(id, "p5");
        court.fits = false;
        court.approve(id, "p6");
        assertThat(court.of(id).state()).isEqualTo(State.OVERTAKEN);
        assertThat(court.of(id).reason().orElseThrow().zh()).isEqualTo("已被别人改过。");
        assertThat(court.done).isEmpty();
    }

    @Test
    default void whatNobodyDecidesInTimeExpires() {
        Court court = court();
        String id = court.ask("p4", null);
        Instant end = court.of(id).expiresAt();
        court.until(end.minusMillis(1));
        assertThat(court.outbox.lines()).containsExactly("p2: 【待审批】p3 的角色变更", "p2: 【待审批·提醒】p3 的角色变更");
        court.clock.set(end);
        court.refused(id, "p2", "expired");
        court.until(end);
        assertThat(court.of(id).state()).isEqualTo(State.EXPIRED);
        assertThat(court.outbox.settled()).containsExactly(id + ":1: 审批已过期");
        court.refused(id, "p2", "decided-already");
        assertThat(court.done).isEmpty();
    }

    /** Late in the day somebody else gets the role: one letter, and the next only when half of what is left is over. */
    @Test
    default void nobodyGetsTwoLettersAtOnce() {
        Court court = court();
        String id = court.ask("p4", null);
        Instant end = court.of(id).expiresAt();
        court.until(end.minus(Duration.ofHours(20)));
        court.approve(id, "p2");
        court.firm.holders.put("it-head", List.of("p5"));
        court.outbox.clear();
        court.until(end.minus(Duration.ofHours(12)));
        assertThat(court.outbox.lines()).isEmpty();
        court.until(end.minus(Duration.ofHours(9)));
        assertThat(court.outbox.lines()).containsExactly("p5: 【待审批·提醒】p3 的角色变更");
        court.firm.holders.put("it-head", List.of("p5", "p8"));
        court.outbox.clear();
        court.until(end.minus(Duration.ofHours(1)));
        assertThat(court.outbox.lines()).containsExactly("p8: 【待审批·提醒】p3 的角色变更");
    }

    /** What somebody may not see costs no opening of what is sealed. */
    @Test
    default void aListOpensWhatItShowsAlone() {
        Court court = court();
        for (int i = 0; i < 5; i++) {
            court.ask("p4", null, "the roles " + i);
        }
        String theirs = court.ask("p7", null);
        ApprovalsResource approvals = new ApprovalsResource(court.desk, court.bench, court.shelf, new GivenRights());
        court.vault.opened.set(0);
        assertThat(approvals
                        .list(ApprovalQuestion.of(null, false, null, null), Court.asker("p7"))
                        .items())
                .extracting(ApprovalJson::id)
                .containsExactly(theirs);
        assertThat(court.vault.opened).hasValue(1);
        assertThat(approvals
                        .list(ApprovalQuestion.of(null, true, null, null), Court.asker("p2"))
                        .items())
                .hasSize(6)
                .allMatch(ApprovalJson::mine);
    }

    /** The step goes to the next who has the role, who hears of it; where there is nobody, it waits. */
    @Test
    default void whoLeavesInTheMiddleDecidesNothing() {
        Court court = court();
        court.firm.holders.put("it-head", List.of("p5"));
        String id = court.ask("p4", null);
        court.approve(id, "p2");
        court.firm.states.put("p5", Person.State.LEFT);
        court.refused(id, "p5", "not-yours-to-decide");
        Approval waiting = court.of(id);
        assertThat(court.desk.approvers().of(waiting, waiting.turn().orElseThrow()))
                .isEmpty();
        court.firm.holders.put("it-head", List.of("p5", "p8"));
        court.outbox.clear();
        court.until(court.clock.instant().plus(Duration.ofHours(1)));
        assertThat(court.outbox.lines()).containsExactly("p8: 【待审批】p3 的角色变更");
        court.approve(id, "p8");
    }

    @Test
    default void whatNobodyCouldApproveIsNotAsked() {
        Court court = court();
        court.firm.holders.put("it-head", List.of("p6"));
        Court.refused(() -> court.ask("p4", null), "nobody-approves");
        court.firm.holders.put("it-head", List.of("p4"));
        Court.refused(() -> court.ask("p4", null), "nobody-approves");
        // Nor what a setting would let nobody approve: whoever writes settings opens nothing.
        court.chain();
        Court.refused(() -> court.ask("p4", null), "nobody-approves");
        assertThat(court.outbox.letters()).isEmpty();
    }

    @Test
    default void nothingIsAskedBeforeEveryRoleHasSomebody() {
        Court court = court();
        assertThat(court.desk.isOn()).isTrue();
        court.firm.holders.remove("executive");
        assertThat(court.desk.isOn()).isFalse();
        assertThat(court.desk.whyNot().orElseThrow().zh()).contains("executive");
        assertThat(court.desk.hindrance().orElseThrow().en()).contains("executive");
    }

    /** What was once on is asked whatever the mode: then the question is whether anybody could decide it. */
    @Test
    default void whetherItCouldBeDecidedIsNoMatterOfTheMode() {
        Court court = court();
        court.chain("department-head", "it-head");
        assertThat(court.desk.isOn()).isFalse();
        assertThat(court.desk.hindrance()).isEmpty();
        assertThat(court.desk.chain()).containsExactly("department-head", "it-head");
        court.chain();
        assertThat(court.desk.hindrance()).isPresent();
    }

    @Test
    default void anEmergencyIsDoneByTwoAndLookedAtAfterwards() {
        Court court = court();
        String id = court.ask("p4", "产线停了");
        court.refused(id, "p2", "not-yours-to-decide");
        court.approve(id, "p5");
        assertThat(court.done).containsExactly("+ the roles");
        Approval inForce = court.of(id);
        assertThat(inForce.state()).isEqualTo(State.WAITING);
        assertThat(inForce.expiresAt()).isEqualTo(court.desk.now().plus(Duration.ofHours(24)));
        assertThat(court.outbox.lines()).contains("p6: 【紧急变更待复核】p3 的角色变更");
        court.approve(id, "p6");
        assertThat(court.of(id).state()).isEqualTo(State.APPROVED);
        assertThat(court.done).hasSize(1);
    }

    @Test
    default void anEmergencyThatIsNotLookedAtOrRefusedIsTakenBack() {
        Court court = court();
        String first = court.ask("p4", "产线停了");
        court.approve(first, "p5");
        court.until(court.of(first).expiresAt());
        assertThat(court.of(first).state()).isEqualTo(State.EXPIRED);
        String second = court.ask("p4", "产线又停了");
        court.approve(second, "p5");
        court.refuse(second, "p6", "不需要");
        assertThat(court.of(second).state()).isEqualTo(State.REFUSED);
        assertThat(court.done).containsExactly("+ the roles", "- the roles", "+ the roles", "- the roles");
    }

    @Test
    default void the_platforms_centre_shows_whose_turn_it_is_and_takes_back_what_was_decided_elsewhere() {
        Court court = court();
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.bulletin.waiting()).containsExactly("p2");
        assertThat(court.bulletin.last().link()).isEqualTo("https://hub.example/#/approvals?id=" + id);
        court.approve(id, "p2");
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.bulletin.waiting()).containsExactlyInAnyOrder("p5", "p8");
        // The platform is away while it is decided here; it is told as soon as it is back, and then no more.
        court.bulletin.away = true;
        court.refuse(id, "p5", "不需要");
        court.until(court.clock.instant().plusSeconds(1));
        court.bulletin.away = false;
        court.until(court.clock.instant().plus(Duration.ofMinutes(11)));
        assertThat(court.bulletin.last().state()).isEqualTo(ApprovalCentre.State.REFUSED);
        assertThat(court.bulletin.waiting()).isEmpty();
        int told = court.bulletin.told.size();
        court.until(court.clock.instant().plus(Duration.ofHours(5)));
        assertThat(court.bulletin.told).hasSize(told);
    }

    @Test
    default void whatTakesNoIdOfOursIsMadeOnceAndKnownByItsOwn() {
        Court court = court();
        court.withRegistry();
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.registry.made).containsExactly("entry-0");
        assertThat(court.registered(id).note()).isEqualTo("entry-0");
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.SHOWN);
        // By the account of that company, whatever others they have.
        assertThat(court.registry.last().byIds()).containsExactly("p4");
        assertThat(court.registry.last().voices())
                .extracting(ApprovalCentre.Voice::ids)
                .containsExactly(List.of("p2"));
        court.approve(id, "p2");
        court.refuse(id, "p5", "不需要");
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.registry.last().state()).isEqualTo(ApprovalCentre.State.REFUSED);
        assertThat(court.registry.made).hasSize(1);
        int told = court.registry.told.size();
        court.until(court.clock.instant().plus(Duration.ofHours(12)));
        assertThat(court.registry.told).hasSize(told);
    }

    @Test
    default void whoseTurnItIsInSomebodysPlaceTakesItInTheCentreToo() {
        Court court = court();
        court.withRegistry();
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        court.firm.states.put("p2", Person.State.LEFT);
        court.until(court.clock.instant().plus(Duration.ofDays(2)));
        assertThat(court.registry.last().voices())
                .extracting(ApprovalCentre.Voice::ids)
                .containsExactly(List.of("p1"));
        assertThat(court.registry.made).hasSize(1);
        assertThat(court.of(id).state()).isEqualTo(State.WAITING);
    }

    @Test
    default void anAnswerThatWasLostIsAskedBackAndNothingMadeTwice() {
        Court court = court();
        court.withRegistry();
        court.registry.weather = Registry.Weather.LOST;
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.DOUBTFUL);
        court.registry.weather = Registry.Weather.FAIR;
        court.until(court.clock.instant().plus(Duration.ofMinutes(30)));
        // As long as it is not listed, people are told, and nothing is made.
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.DOUBTFUL);
        assertThat(court.registered(id).reason().orElseThrow().zh()).isEqualTo("查不到这张单");
        assertThat(court.registry.made).hasSize(1);
        court.registry.lists = true;
        court.until(court.clock.instant().plus(Duration.ofHours(7)));
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.SHOWN);
        assertThat(court.registered(id).note()).isEqualTo("entry-0");
        assertThat(court.registry.made).hasSize(1);
    }

    @Test
    default void aHubThatEndsBetweenAnswerAndCommitMakesNothingTwice() {
        Court court = court();
        court.withRegistry();
        court.registry.weather = Registry.Weather.KILLED;
        court.registry.lists = true;
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.registry.made).hasSize(1);
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.DOUBTFUL);
        court.restart();
        court.registry.weather = Registry.Weather.FAIR;
        court.until(court.clock.instant().plus(Duration.ofMinutes(11)));
        assertThat(court.registered(id).note()).isEqualTo("entry-0");
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.SHOWN);
        assertThat(court.registry.made).hasSize(1);
    }

    @Test
    default void whatACentreRefusesIsSaidAndTriedAgainLater() {
        Court court = court();
        court.withRegistry();
        court.registry.weather = Registry.Weather.REFUSED;
        String id = court.ask("p4", null);
        court.until(court.clock.instant().plusSeconds(1));
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.REFUSED);
        assertThat(court.registered(id).reason().orElseThrow().en()).isEqualTo("no right to do so");
        // The other centre stands for itself.
        assertThat(court.bulletin.waiting()).containsExactly("p2");
        court.registry.weather = Registry.Weather.FAIR;
        court.until(court.clock.instant().plus(Duration.ofHours(7)));
        assertThat(court.registered(id).state()).isEqualTo(CentreShelf.State.SHOWN);
        assertThat(court.registry.made).hasSize(1);
    }
}
