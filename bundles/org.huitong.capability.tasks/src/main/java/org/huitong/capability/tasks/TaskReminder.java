// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reminds of a task that is nearly due, tells that it is overdue, and goes up the line of command. What was missed while
 * the hub was away is not sent one after the other: the last of it says it all.
 */
@Component
@AlarmName(alarm = TaskDesk.REMIND)
public final class TaskReminder implements Alarm {
    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final TaskLetters letters;

    @Activate
    public TaskReminder(@Reference TaskDesk desk, @Reference TaskShelf shelf, @Reference TaskLetters letters) {
        this.desk = desk;
        this.shelf = shelf;
        this.letters = letters;
    }

    @Override
    public boolean sharesTransaction() {
        return true;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Task> found = shelf.find(transaction, ring.key());
        if (found.isEmpty() || found.get().state().isOver() || found.get().due().isEmpty()) {
            return new After.Over();
        }
        Task task = found.get();
        Reminding reminding = desk.reminding(task);
        if (task.stage() > Reminding.LAST) {
            return new After.Over();
        }
        int number = reminding.ripe(task, ring.now());
        Task kept = desk.write(transaction, task, task.at(number + 1), send(transaction, task, number));
        Instant soonest = ring.now().plusMillis(1);
        return reminding
                .at(kept, number + 1)
                .<After>map(next -> new After.Again(next.isAfter(ring.now()) ? next : soonest))
                .orElseGet(After.Over::new);
    }

    private List<Step> send(Connection transaction, Task task, int number) throws SQLException {
        Step.Kind kind = number == Reminding.SOON
                ? Step.Kind.REMINDED
                : number == Reminding.DUE ? Step.Kind.OVERDUE : Step.Kind.ESCALATED;
        String what =
                switch (kind) {
                    case REMINDED -> "即将到期";
                    case OVERDUE -> "已到期";
                    default -> "逾期升级";
                };
        List<Step> steps = new ArrayList<>();
        String nth = kind.word() + number + "@" + task.due().orElseThrow().toEpochMilli();
        for (Person person : whom(desk.duty(), task, number)) {
            String letter = letters.tell(transaction, task, person, what, nth, number > Reminding.SOON);
            steps.add(Step.told(kind, TaskLetters.SUBJECT, person.id(), letter));
        }
        return steps.isEmpty() ? List.of(Step.of(kind, TaskLetters.SUBJECT, "")) : steps;
    }

    /** Who is to see to it; behind the deadline also whoever is so many steps above. Nobody twice. */
    private static List<Person> whom(Duty duty, Task task, int number) {
        List<Person> ladder = task.assignee().map(duty::ladder).orElseGet(() -> task.department()
                .flatMap(duty::ofDepartment)
                .map(head -> duty.ladder(head.id()))
                .orElse(List.of()));
        int up = Math.max(0, number - Reminding.DUE);
        if (ladder.isEmpty()) {
            return List.of();
        }
        return up == 0 || ladder.size() == 1
                ? List.of(ladder.get(0))
                : List.of(ladder.get(0), ladder.get(Math.min(up, ladder.size() - 1)));
    }
}
