// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of tasks that nobody sees to yet, on every database. */
interface WaitingContract {
    Office office();

    @Test
    default void whatWaitsTooLongToBeClassifiedGoesUpFromWhoMadeIt() {
        Office office = office();
        Task task = office.open("询价", null, null, null);
        assertThat(office.desk.waiting(task))
                .contains(new Waiting(Waiting.Kind.CLASSIFY, Office.at("2026-03-11T09:30")));
        office.until("2026-03-11T12:00");
        assertThat(office.outbox.lines()).containsExactly("p3: 【超时待分类】询价", "p2: 【超时待分类】询价", "p1: 【超时待分类】询价");
    }

    @Test
    default void whatIsClassifiedWaitsForSomebodyAndIsQuietOnceTheyAreFound() {
        Office office = office();
        Task task = office.open("询价", null, null, null);
        Task classified = change(office, task, task.assigned(Optional.empty(), Optional.of("d2")));
        assertThat(office.desk.waiting(classified))
                .contains(new Waiting(Waiting.Kind.ASSIGN, Office.at("2026-03-11T10:00")));
        office.until("2026-03-11T10:30");
        assertThat(office.outbox.lines()).containsExactly("p2: 【超时待分配】询价");
        office.outbox.clear();
        Task late = office.task(task.id());
        Task assigned = change(office, late, late.assigned(Optional.of("p4"), Optional.of("d2")));
        assertThat(office.desk.waiting(assigned)).isEmpty();
        office.until("2026-03-11T12:00");
        assertThat(office.outbox.lines()).containsExactly("p4: 【新任务】询价");
        assertThat(office.history(assigned)).contains(Step.Kind.WAITED);
    }

    @Test
    default void timeToClassifyIsTimeOfWorkAndWhatIsOverWaitsForNobody() {
        Office office = office();
        // A quarter of an hour before the noon break, and behind it.
        office.clock.set(Office.at("2026-03-11T11:45"));
        Task task = office.open("询价", null, null, null);
        assertThat(office.desk.waiting(task).orElseThrow().until()).isEqualTo(Office.at("2026-03-11T13:45"));
        Task done = change(office, task, task.in(TaskState.DONE, office.clock.instant()));
        assertThat(office.desk.waiting(done)).isEmpty();
        office.until("2026-03-12T18:00");
        assertThat(office.outbox.lines()).isEmpty();
    }

    private static Task change(Office office, Task before, Task after) {
        return office.store.write(c -> office.desk.change(c, before, after, Office.LI, Optional.of("p3")));
    }
}
