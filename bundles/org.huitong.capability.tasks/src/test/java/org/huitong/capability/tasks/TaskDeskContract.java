// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.work.NewTask;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.Test;

/** What becomes of tasks, on every database. */
interface TaskDeskContract {
    Office office();

    @Test
    default void remindsTellsAndGoesUpOnlyInTimeOfWork() {
        Office office = office();
        // Friday: eight hours of work until Monday noon.
        office.clock.set(Office.at("2026-03-13T15:00"));
        Task task = office.open("换模具", "p4", "d2", "2026-03-16T16:00");
        office.until("2026-03-16T12:00");
        assertThat(office.outbox.lines()).containsExactly("p4: 【新任务】换模具");
        office.outbox.clear();
        office.until("2026-03-16T16:00");
        assertThat(office.outbox.lines()).containsExactly("p4: 【即将到期】换模具", "p4: 【已到期】换模具");
        assertThat(office.task(task.id()).isOverdue(office.clock.instant().plusMillis(1)))
                .isTrue();
        office.clock.set(office.clock.instant().plusMillis(1));
        assertThat(new TaskFigures(office.shelf, office.clock).measure())
                .extracting(figure -> (int) figure.value())
                .as("open, overdue, supervised")
                .containsExactly(1, 1, 0);
        office.outbox.clear();
        office.until("2026-03-18T12:00");
        assertThat(office.outbox.lines())
                .containsExactly(
                        "p4: 【逾期升级】换模具", "p2: 【逾期升级】换模具",
                        "p4: 【逾期升级】换模具", "p1: 【逾期升级】换模具",
                        "p4: 【逾期升级】换模具", "p1: 【逾期升级】换模具");
        assertThat(office.history(office.task(task.id())))
                .startsWith(Step.Kind.OPENED, Step.Kind.ASSIGNED, Step.Kind.REMINDED, Step.Kind.OVERDUE)
                .endsWith(Step.Kind.ESCALATED);
        assertThat(office.ringer.next()).isEmpty();
    }

    @Test
    default void whatWasMissedIsSaidOnce() {
        Office office = office();
        office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        office.outbox.clear();
        office.clock.set(Office.at("2026-03-12T17:00"));
        office.ringer.ringAll(office.clock.instant());
        assertThat(office.outbox.lines()).containsExactly("p4: 【逾期升级】盘点", "p1: 【逾期升级】盘点");
    }

    @Test
    default void isDoneAndNobodyIsRemindedAnyMore() {
        Office office = office();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        change(office, task, task.in(TaskState.DONE, office.clock.instant()));
        office.outbox.clear();
        office.until("2026-03-20T16:00");
        assertThat(office.outbox.lines()).isEmpty();
        assertThat(office.task(task.id()).endedAt()).contains(Office.at("2026-03-11T09:00"));
        assertThat(office.audit.lines())
                .containsExactly(
                        "lixy tasks.open task:" + task.id() + " done", "lixy tasks.change task:" + task.id() + " done");
    }

    @Test
    default void cardsOfWhatIsOverOrSomebodyElsesOfferNothingAnyMore() {
        Office office = office();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        change(office, task, task.assigned(Optional.of("p5"), task.department()));
        Task moved = office.task(task.id());
        String about = "task:" + task.id() + ": ";
        String next = office.roster.name("p5").orElseThrow();
        assertThat(office.outbox.settled()).containsExactly(about + "已转由 " + next + " 办理");
        change(office, moved, moved.in(TaskState.DONE, office.clock.instant()));
        assertThat(office.outbox.settled()).element(1).isEqualTo(about + Office.LI.name() + " 已办结");
    }

    @Test
    default void aDeadlineThatIsMovedRemindsAnew() {
        Office office = office();
        Task task = office.open("盘点", "p4", "d2", "2026-03-11T16:00");
        office.until("2026-03-11T16:00");
        Task late = office.task(task.id());
        change(office, late, late.due(Optional.of(Office.at("2026-03-12T16:00"))));
        office.outbox.clear();
        office.until("2026-03-12T16:00");
        assertThat(office.outbox.lines()).containsExactly("p4: 【即将到期】盘点", "p4: 【已到期】盘点");
    }

    @Test
    default void whoIsAwayIsStoodInFor() {
        Office office = office();
        office.roster =
                new Company().away("p4", "2026-03-11", "2026-03-13", "p6").roster();
        Task task = office.open("盘点", "p4", null, null);
        assertThat(task.assignee()).contains("p6");
        office.roster = new Company()
                .away("p2", "2026-03-11", "2026-03-13", null)
                .away("p3", "2026-03-11", "2026-03-13", null)
                .away("p4", "2026-03-11", "2026-03-13", null)
                .roster();
        assertThat(office.open("盘点", null, "d2", null).assignee()).contains("p1");
    }

    @Test
    default void aDepartmentsTaskGoesToWhoHasTheLeastToDo() {
        Office office = office();
        assertThat(office.open("一", null, "d2", null).assignee()).contains("p3");
        assertThat(office.open("二", null, "d2", null).assignee()).contains("p4");
        assertThat(office.open("三", null, "d2", null).assignee()).contains("p3");
        assertThat(office.open("四", null, "d3", null).assignee()).contains("p5");
    }

    @Test
    default void aMessageIsNeededAsLongAsATaskAboutItIsOpen() {
        Office office = office();
        MessageId message =
                Messages.text("m1", "", Office.at("2026-03-11T08:00")).id();
        MessageId other = Messages.text("m2", "", Office.at("2026-03-11T08:00")).id();
        NewTask wish = new NewTask(
                "对账",
                "",
                Optional.of(message),
                Optional.empty(),
                "lixy",
                Optional.of("p4"),
                Optional.empty(),
                Optional.empty(),
                false);
        Task task = office.task(office.store.write(c -> office.desk.open(c, wish, Office.LI, Optional.of("p3"))));
        TaskClaim claim = new TaskClaim(DerbyStore.schema("tasks"));
        assertThat(office.store.<Set<MessageId>>read(c -> claim.among(c, List.of(message, other))))
                .containsExactly(message);
        change(office, task, task.in(TaskState.DONE, office.clock.instant()));
        assertThat(office.store.<Set<MessageId>>read(c -> claim.among(c, List.of(message, other))))
                .isEmpty();
    }

    @Test
    default void whoComesSecondIsTold() {
        Office office = office();
        Task task = office.open("盘点", "p4", "d2", null);
        change(office, task, task.in(TaskState.DOING, office.clock.instant()));
        assertThatThrownBy(() -> change(office, task, task.in(TaskState.DONE, office.clock.instant())))
                .isInstanceOf(TaskDesk.ChangedMeanwhile.class);
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.DOING);
    }

    @Test
    default void asksAgainUnderSupervisionUntilItIsDone() {
        Office office = office();
        Task task = office.open("整改", "p4", "d2", "2026-03-20T18:00");
        office.outbox.clear();
        office.store.write(c -> office.desk.supervise(c, office.task(task.id()), true, Office.LI));
        office.until("2026-03-12T18:00");
        assertThat(office.outbox.lines()).containsExactly("p4: 【督办】整改", "p4: 【督办】整改");
        Task now = office.task(task.id());
        change(office, now, now.in(TaskState.DONE, office.clock.instant()));
        office.outbox.clear();
        office.until("2026-03-25T18:00");
        assertThat(office.outbox.lines()).isEmpty();
    }

    @Test
    default void aMessageMakesOneTaskHoweverOftenItIsTold() {
        Office office = office();
        Message message = Messages.text("m1", "客户要求跟进", Office.at("2026-03-11T08:55"));
        Entry.Said said = said(
                1, message, Entry.Liveness.LIVE, Mark.of(Mark.Kind.TAG, "跟进"), Mark.of(Mark.Kind.DEPARTMENT, "生产部"));
        read(office, said);
        read(office, said);
        read(office, said(2, message, Entry.Liveness.LATE, Mark.of(Mark.Kind.TAG, "审批")));
        List<Task> tasks = all(office);
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).words().title())
                .isEqualTo("跟进：生产部 3月11日 08:55 的消息")
                .doesNotContain("客户");
        assertThat(tasks.get(0).assignee()).contains("p3");
        assertThat(tasks.get(0).due()).contains(Office.at("2026-03-12T09:00"));
    }

    @Test
    default void whatIsNoNewsMakesNone() {
        Office office = office();
        Message message = Messages.text("m1", "请跟进", Office.at("2026-03-01T08:55"));
        Mark tag = Mark.of(Mark.Kind.TAG, "跟进");
        read(office, said(1, message, Entry.Liveness.REPLAYED, tag));
        read(office, said(2, message, Entry.Liveness.LATE, tag));
        read(office, said(3, Messages.text("m2", "早上好", Office.at("2026-03-11T08:55")), Entry.Liveness.LIVE));
        assertThat(all(office)).isEmpty();
    }

    @Test
    default void anAnswerInAChatAcknowledgesAndEnds() {
        Office office = office();
        Task task = office.open("整改", "p4", "d2", "2026-03-20T18:00");
        read(office, answer(1, "收到 " + task.code(), "p6"));
        assertThat(office.history(task)).as("somebody else’s").doesNotContain(Step.Kind.ACKNOWLEDGED);
        read(office, answer(2, "收到 " + task.code().toLowerCase(Locale.ROOT), "p4"));
        read(office, answer(3, task.code() + " 模具还没到", "p4"));
        assertThat(office.history(task)).endsWith(Step.Kind.ACKNOWLEDGED, Step.Kind.COMMENT);
        read(office, answer(4, "完成 " + task.code(), "p4"));
        assertThat(office.task(task.id()).state()).isEqualTo(TaskState.DONE);
    }

    @Test
    default void knowingOfItIsSaidOnceHoweverOftenAndAtOnce() {
        Office office = office();
        Task task = office.open("整改", "p4", "d2", "2026-03-20T18:00");
        Step known =
                new Step(0, Instant.EPOCH, Step.Kind.ACKNOWLEDGED, "zhaol", Optional.of("p4"), Optional.empty(), "");
        ExecutorService atOnce = Executors.newFixedThreadPool(6);
        try {
            List<CompletableFuture<Integer>> said = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> office.store
                                    .write(c -> office.desk.acknowledge(c, task, known))
                                    .version(),
                            atOnce))
                    .limit(6)
                    .toList();
            assertThat(said.stream().map(CompletableFuture::join))
                    .as("all are answered as the first")
                    .containsOnly(task.version() + 1);
        } finally {
            atOnce.shutdownNow();
        }
        read(office, answer(1, "收到 " + task.code(), "p4"));
        assertThat(acknowledged(office, task)).isEqualTo(1);
        office.store.write(c -> office.desk.supervise(c, office.task(task.id()), true, Office.LI));
        office.store.write(c -> office.desk.acknowledge(c, office.task(task.id()), known));
        assertThat(acknowledged(office, task)).as("told anew, and known anew").isEqualTo(2);
    }

    private static long acknowledged(Office office, Task task) {
        return office.history(task).stream()
                .filter(Step.Kind.ACKNOWLEDGED::equals)
                .count();
    }

    private static Entry.Said answer(long seq, String text, String person) {
        return said(
                seq,
                Messages.text("a" + seq, text, Office.at("2026-03-11T09:00")),
                Entry.Liveness.LIVE,
                Mark.of(Mark.Kind.PERSON, person));
    }

    private static Entry.Said said(long seq, Message message, Entry.Liveness liveness, Mark... marks) {
        return new Entry.Said(seq, seq, liveness, message, 1, false, message.sentAt(), List.of(), Set.of(marks));
    }

    private static void read(Office office, Entry entry) {
        TaskReader reader = office.reader();
        office.store.write(c -> {
            reader.read(List.of(entry), c);
            return null;
        });
    }

    private static List<Task> all(Office office) {
        return office.store.read(c -> office.shelf.tasks(c, "1 = 1", List.of(), 100));
    }

    private static Task change(Office office, Task before, Task after) {
        return office.store.write(c -> office.desk.change(c, before, after, Office.LI, Optional.of("p3")));
    }
}
