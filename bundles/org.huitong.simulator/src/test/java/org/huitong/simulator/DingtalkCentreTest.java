// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.huitong.api.connector.ApprovalCentre;
import org.huitong.api.connector.ApprovalCentre.Matter;
import org.huitong.api.connector.ApprovalCentre.Shown;
import org.huitong.api.connector.ApprovalCentre.Standing;
import org.huitong.api.connector.ApprovalCentre.State;
import org.huitong.api.connector.ApprovalCentre.Voice;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.dingtalk.DingtalkCentre;
import org.huitong.simulator.dingtalk.DingtalkDesk;
import org.junit.jupiter.api.Test;

/** An approval stands in DingTalk's own centre: the connector and the platform's desk, answers that are lost among it. */
class DingtalkCentreTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final String LINK = "https://hub.example/#/approvals?id=a1";
    private static final int MOST = 30;

    private final Account account = Account.create("dingtalk", "demo", "", "", DeskWire.CALLED);
    private final ApprovalCentre connector = (ApprovalCentre) Connectors.of(account, () -> NOW);
    private final DingtalkDesk desk = (DingtalkDesk) account.desk(
            Script.ofTheDay(),
            account.streams(() -> NOW, new Random(1)),
            "ws://127.0.0.1:9",
            new Cards(),
            (where, room, person, text) -> heard(person + " " + text));
    private final DingtalkCentre centre = desk.centre();
    private final DeskWire wire = new DeskWire(desk, NOW);
    private final List<String> heard = new ArrayList<>();
    private Standing standing = Standing.NOWHERE;
    /** Of the next call to this path the answer is lost. */
    private String lost = "";

    private void heard(String what) {
        heard.add(what);
    }

    @Test
    void standsOnTheListOfWhoseTurnItIsAndLeavesItWithTheVerdict() {
        assertThat(connector.isCentre()).isTrue();
        tell(matter(State.WAITING, turn("1", "wangjg"), turn("1", "lixy")));
        assertThat(centre.waiting()).containsExactly("wangjg", "lixy");
        assertThat(heard).containsExactly("wangjg ［审批中心］潘静的角色变更", "lixy ［审批中心］潘静的角色变更");
        assertThat(centre.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("panjing");
            assertThat(entry.url()).isEqualTo(LINK);
            assertThat(entry.values())
                    .containsExactly(Map.entry("事项", "潘静的角色变更"), Map.entry("申请人", "潘静"), Map.entry("编号", "a1"));
        });
        assertThat(centre.tasks()).extracting(DingtalkCentre.Task::url).containsOnly(LINK);

        tell(matter(State.WAITING, said("1", "wangjg", State.APPROVED), turn("2", "zhouml")));
        assertThat(centre.waiting()).containsExactly("zhouml");
        assertThat(centre.tasks())
                .extracting(task -> task.whose() + " " + task.status() + task.result())
                .containsExactly("wangjg COMPLETEDAGREE", "lixy CANCELED", "zhouml RUNNING");

        tell(matter(State.REFUSED, said("1", "wangjg", State.APPROVED), said("2", "zhouml", State.REFUSED)));
        assertThat(centre.waiting()).isEmpty();
        assertThat(centre.entries())
                .extracting(entry -> entry.status() + entry.result())
                .containsExactly("COMPLETEDrefuse");
        assertThat(centre.tasks().get(2).result()).isEqualTo("REFUSE");
        assertThat(heard).hasSize(3);
        Standing over = standing;
        tell(matter(State.REFUSED));
        assertThat(standing).isEqualTo(over);
    }

    @Test
    void whatExpiredIsWithdrawnAndWhatWasNeverThereIsNotMadeToEnd() {
        tell(matter(State.WITHDRAWN));
        assertThat(centre.entries()).isEmpty();
        tell(matter(State.WAITING, turn("1", "wangjg")));
        tell(matter(State.WITHDRAWN));
        assertThat(centre.waiting()).isEmpty();
        assertThat(centre.entries().get(0).status()).isEqualTo("TERMINATED");
    }

    @Test
    void whoeverComesInSomebodysPlaceIsAskedAndTheOtherNoMore() {
        tell(matter(State.WAITING, turn("1", "wangjg")));
        tell(matter(State.WAITING, turn("1", "lixy")));
        tell(matter(State.WAITING, turn("1", "lixy")));
        assertThat(centre.waiting()).containsExactly("lixy");
        tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(centre.waiting()).containsExactly("wangjg");
        assertThat(centre.entries()).hasSize(1);
    }

    @Test
    void manyAreAskedInGroups() {
        List<String> people = Script.ofTheDay().people().stream()
                .map(person -> person.id())
                .distinct()
                .limit(27)
                .toList();
        tell(matter(
                State.WAITING,
                IntStream.range(0, people.size())
                        .mapToObj(i -> turn("1", people.get(i)))
                        .toArray(Voice[]::new)));
        assertThat(centre.waiting()).containsExactlyInAnyOrderElementsOf(people);
        tell(matter(State.APPROVED, said("1", people.get(3), State.APPROVED)));
        assertThat(centre.waiting()).isEmpty();
    }

    @Test
    void aLostAnswerToAnInstanceIsFoundByOurId() {
        lost = "instances";
        tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(standing.doubtful()).isTrue();
        assertThat(centre.entries()).hasSize(1);
        assertThat(centre.waiting()).isEmpty();

        tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(standing.doubtful()).isFalse();
        assertThat(centre.entries()).hasSize(1);
        assertThat(centre.waiting()).containsExactly("wangjg");
    }

    @Test
    void anInstanceThatIsNotFoundStaysInDoubtAndIsNotMadeAgain() {
        tell(new Matter(
                "b2", "别的", "潘静", List.of("panjing"), LINK, State.WAITING, NOW, Optional.empty(), NOW, List.of()));
        standing = new Standing("", true);
        Step<Shown> step = tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(step).isInstanceOfSatisfying(Step.Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Step.Failure.UNKNOWN);
            assertThat(failed.detail().zh()).contains("汇通不会再建一张");
        });
        assertThat(centre.entries()).hasSize(1);
    }

    @Test
    void aLostAnswerToTasksTakesThemOffTheListsAndAsksAnew() {
        lost = "tasks";
        tell(matter(State.WAITING, turn("1", "wangjg"), turn("1", "lixy")));
        assertThat(standing.doubtful()).isTrue();
        assertThat(centre.waiting()).containsExactly("wangjg", "lixy");

        tell(matter(State.WAITING, turn("1", "wangjg"), turn("1", "lixy")));
        assertThat(centre.waiting()).containsExactly("wangjg", "lixy");
        assertThat(centre.tasks())
                .extracting(DingtalkCentre.Task::status)
                .containsExactly("CANCELED", "CANCELED", "RUNNING", "RUNNING");
    }

    @Test
    void aLostAnswerToATemplateMakesNoSecondOfThatName() {
        lost = "schemas";
        tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(standing.doubtful()).isTrue();
        tell(matter(State.WAITING, turn("1", "wangjg")));
        assertThat(centre.waiting()).containsExactly("wangjg");
        assertThat(centre.entries()).hasSize(1);
    }

    @Test
    void whatSomebodyDeletedThereStaysSo() {
        tell(matter(State.WAITING, turn("1", "wangjg")));
        centre.clear();
        tell(matter(State.WAITING, said("1", "wangjg", State.APPROVED), turn("2", "lixy")));
        tell(matter(State.APPROVED, said("1", "wangjg", State.APPROVED), said("2", "lixy", State.APPROVED)));
        assertThat(centre.entries()).isEmpty();
        assertThat(centre.tasks()).isEmpty();
    }

    @Test
    void whoHasNoAccountThereAsksForNothingInAnybodysName() {
        Step<Shown> step = tell(new Matter(
                "a1", "题", "外人", List.of("$:LWCP_v1:$x"), LINK, State.WAITING, NOW, Optional.empty(), NOW, List.of()));
        assertThat(step).isInstanceOfSatisfying(Step.Failed.class, failed -> assertThat(failed.failure())
                .isEqualTo(Step.Failure.REFUSED));
        assertThat(centre.entries()).isEmpty();
    }

    private static Voice turn(String step, String person) {
        return new Voice(step + "-" + person, List.of(person), State.WAITING, NOW, Optional.empty());
    }

    private static Voice said(String step, String person, State what) {
        return new Voice(step + "-" + person, List.of(person), what, NOW, Optional.of(NOW));
    }

    private static Matter matter(State state, Voice... voices) {
        return new Matter(
                "a1",
                "潘静的角色变更",
                "潘静",
                List.of("panjing"),
                LINK,
                state,
                NOW,
                state == State.WAITING ? Optional.empty() : Optional.of(NOW),
                NOW,
                List.of(voices));
    }

    /** As the hub does: what cannot be made twice is in doubt from the call to the answer, and kept before the next telling. */
    private Step<Shown> tell(Matter matter) {
        for (int i = 0; i < MOST; i++) {
            boolean wasDoubtful = standing.doubtful();
            Step<Shown> end = once(matter);
            if (!(end instanceof Step.Done<Shown> done)) {
                if (end instanceof Step.Failed<Shown> failed && failed.failure() != Step.Failure.UNKNOWN) {
                    standing = new Standing(standing.note(), wasDoubtful);
                }
                return end;
            }
            standing = new Standing(done.value().note(), false);
            if (!done.value().more()) {
                return end;
            }
        }
        throw new AssertionError("it comes to no end");
    }

    private Step<Shown> once(Matter matter) {
        Standing before = standing;
        Trail trail = Trail.beginning(Optional.of(wire.token(connector)));
        Step<Shown> step = connector.show(matter, before, trail);
        int harmful = 0;
        while (step instanceof Step.Ask<Shown> ask) {
            if (!ask.call().harmless()) {
                harmful++;
                standing = new Standing(before.note(), true);
            }
            Reply reply = wire.make(ask.call());
            if (!lost.isEmpty()
                    && ask.call().method().equals("POST")
                    && ask.call().address().getPath().endsWith("/" + lost)) {
                lost = "";
                return Step.failed(Step.Failure.UNKNOWN, LocalText.of("没有应答", "no answer"));
            }
            trail = trail.then(ask.note(), reply);
            step = connector.show(matter, before, trail);
        }
        assertThat(harmful).as("calls of one telling that cannot be made twice").isLessThan(2);
        return step;
    }
}
