// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.capability.tasks.Instruction.Addressee;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** p2 leads the department of p4. */
class TaskCardsTest {
    private final Office office = new Office(new DerbyStore());

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void whoseTaskItIsTakesItAndFinishesItByButton() {
        Task task = office.open("盘点", "p4", null, "2026-03-12T17:00");
        Writing.Card card = card(0);
        assertThat(card.facts())
                .containsExactly(
                        new Writing.Fact("截止", "3月12日 17:00"),
                        new Writing.Fact("编号", task.code()),
                        new Writing.Fact("说明", "可回复“" + task.code() + "”加说明"));

        assertThat(press(card, "known", "p4")).isEqualTo(new Settled.Done("已收到"));
        assertThat(office.history(task)).contains(Step.Kind.ACKNOWLEDGED);
        assertThat(press(card, "done", "p4")).isEqualTo(new Settled.Done("已办结"));
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.DONE);
        assertThat(press(card, "done", "p4")).isEqualTo(new Settled.Over("任务已办结"));
    }

    @Test
    void whatIsOpenedAgainIsOfferedAgain() {
        Task task = office.open("盘点", "p4", null, "2026-03-12T17:00");
        office.finish(task.id());
        reopen(task);
        assertThat(office.outbox.letters()).hasSize(2);
        assertThat(card(1).title()).isEqualTo("重新打开");
        assertThat(press(card(1), "done", "p4")).isEqualTo(new Settled.Done("已办结"));

        office.outbox.offering(new To.Person("p4"));
        reopen(task);
        assertThat(office.outbox.letters()).hasSize(2);
        assertThat(press(card(0), "done", "p4")).isEqualTo(new Settled.Done("已办结"));
    }

    private void reopen(Task task) {
        Task over = office.task(task.id());
        office.store.write(c -> office.desk.change(
                c, over, over.in(TaskState.OPEN, office.clock.instant()), Office.LI, Optional.of("p3")));
    }

    @Test
    void whatOthersWroteLeadsNowhereFromACard() {
        office.open(
                "见[手册](https://evil.example)<a href='https://evil.example'>2</a> 3 < 4",
                "p4",
                null,
                "2026-03-12T17:00");
        assertThat(card(0).text())
                .isEqualTo("见[手册] (https://evil.example)< a href='https://evil.example'>2< /a> 3 < 4");
    }

    @Test
    void whoseItIsNotAnyMoreIsToldWhoseItIs() {
        Task task = office.open("盘点", "p4", null, "2026-03-12T17:00");
        office.store.write(c -> office.desk.change(
                c,
                office.task(task.id()),
                office.task(task.id()).assigned(Optional.of("p6"), Optional.empty()),
                Office.LI,
                Optional.of("p3")));
        assertThat(press(card(0), "done", "p4"))
                .isEqualTo(new Settled.Over("任务由 " + office.roster.name("p6").orElseThrow() + " 办理"));
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.OPEN);
    }

    @Test
    void anInstructionIsConfirmedByButton() {
        Instruction sent = office.store.write(c -> office.instructions.send(
                c,
                "今天下班前盘点",
                List.of(office.roster.person("p4").orElseThrow()),
                Optional.of(Office.at("2026-03-11T13:00")),
                Office.LI));
        assertThat(press(card(0), "known", "p4")).isEqualTo(new Settled.Done("已确认"));
        Addressee four = office.store
                .read(c -> office.instructionShelf.addressees(c, sent.id()))
                .get(0);
        assertThat(four.state()).isEqualTo(Addressee.CONFIRMED);
        assertThat(four.how()).contains("@wecom");
        assertThat(press(card(0), "known", "p4")).isEqualTo(new Settled.Over("之前已确认"));
    }

    private Writing.Card card(int number) {
        return (Writing.Card) office.outbox.letters().get(number).writing();
    }

    private Settled press(Writing.Card card, String choice, String person) {
        TaskCards cards =
                new TaskCards(office.desk, office.shelf, office.instructions, office.instructionShelf, office.clock);
        Press press = new Press("letter", card.about(), choice, person, "wecom", office.clock.instant());
        return office.store.write(c -> cards.pressed(c, press));
    }
}
