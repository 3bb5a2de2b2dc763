// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.AlarmName;
import org.huitong.api.people.Person;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks who is to see to a supervised task, again and again until it is done. */
@Component
@AlarmName(alarm = TaskDesk.SUPERVISE)
public final class SupervisionAlarm implements Alarm {
    private final TaskDesk desk;
    private final TaskShelf shelf;
    private final TaskLetters letters;

    @Activate
    public SupervisionAlarm(@Reference TaskDesk desk, @Reference TaskShelf shelf, @Reference TaskLetters letters) {
        this.desk = desk;
        this.shelf = shelf;
        this.letters = letters;
    }

    @Override
    public After ring(Connection transaction, Ring ring) throws SQLException {
        Optional<Task> task = shelf.find(transaction, ring.key())
                .filter(t -> t.supervision().isPresent() && !t.state().isOver());
        if (task.isEmpty()) {
            return new After.Over();
        }
        Optional<Person> person = task.get().assignee().flatMap(desk.duty()::of);
        if (person.isPresent()) {
            String letter = letters.tell(
                    transaction,
                    task.get(),
                    person.get(),
                    "督办",
                    "asked@" + ring.due().toEpochMilli(),
                    true);
            desk.write(
                    transaction,
                    task.get(),
                    task.get(),
                    List.of(Step.told(
                            Step.Kind.REMINDED,
                            TaskLetters.SUBJECT,
                            person.get().id(),
                            letter)));
        }
        return new After.Again(desk.askAgain(task.get()));
    }
}
