// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.people.Company;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells that a task has waited too long to be classified or assigned: first whoever answers for its department, or else
 * who made it, or leads the company; then, after the same time again, each one above.
 */
@Component
@AlarmName(alarm = TaskDesk.WAITING)
public final class WaitingAlarm implements Alarm {
    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final TaskLetters letters;

    @Activate
    public WaitingAlarm(@Reference TaskDesk desk, @Reference TaskShelf shelf, @Reference TaskLetters letters) {
        this.desk = desk;
        this.shelf = shelf;
        this.letters = letters;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Task> found = shelf.find(transaction, ring.key());
        Optional<Waiting> waiting = found.flatMap(desk::waiting);
        if (waiting.isEmpty()) {
            return new After.Over();
        }
        Task task = found.get();
        Waiting late = waiting.get();
        if (!late.isOver(ring.now())) {
            return new After.Again(late.until());
        }
        List<Person> ladder = whom(desk.duty(), task);
        int told = told(shelf.steps(transaction, task.id()), late.kind());
        if (told >= ladder.size()) {
            return new After.Over();
        }
        Person person = ladder.get(told);
        String what = "超时" + late.kind().shown();
        String letter =
                letters.tell(transaction, task, person, what, late.kind().word() + told, true);
        Step step = new Step(
                0,
                Instant.EPOCH,
                Step.Kind.WAITED,
                TaskLetters.SUBJECT,
                Optional.of(person.id()),
                Optional.of(letter),
                late.kind().word());
        desk.write(transaction, task, task, List.of(step));
        return new After.Again(desk.afterWaiting(task, late.kind(), ring.now()));
    }

    /** How many have been told that it waits for this. */
    private static int told(List<Step> steps, Waiting.Kind kind) {
        return (int) steps.stream()
                .filter(step -> step.kind() == Step.Kind.WAITED && step.text().equals(kind.word()))
                .count();
    }

    private static List<Person> whom(Duty duty, Task task) {
        List<Person> first = new ArrayList<>();
        task.department().flatMap(duty::ofDepartment).ifPresent(first::add);
        if (first.isEmpty()) {
            task.maker().flatMap(duty::of).ifPresent(first::add);
        }
        Stream<Person> heads = duty.roster().companies().stream()
                .filter(company -> company.parent().isEmpty())
                .map(Company::head)
                .flatMap(Optional::stream)
                .flatMap(head -> duty.of(head).stream());
        return Stream.concat(first.stream().flatMap(p -> duty.ladder(p.id()).stream()), heads)
                .distinct()
                .toList();
    }
}
