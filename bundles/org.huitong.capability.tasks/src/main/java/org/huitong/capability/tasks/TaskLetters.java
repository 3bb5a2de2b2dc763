// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.people.Person;
import org.huitong.kit.chat.WrittenTime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is written to people about tasks, on the platform where they are. It is in Chinese, as the platforms are. What
 * somebody wrote as a title goes along; of a message it says no words.
 */
@Component(service = TaskLetters.class)
public final class TaskLetters {
    static final String SUBJECT = "tasks";

    private final Outbox outbox;
    private final Clock clock;

    @Activate
    public TaskLetters(@Reference Outbox outbox, @Reference Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Tells somebody of a task; the same reminder of the same task goes to a person once.
     *
     * @param what such as 即将到期
     * @param nth tells this telling from every other of the same task
     * @return the letter's id
     */
    String tell(Connection transaction, Task task, Person person, String what, String nth, boolean urgent)
            throws SQLException {
        List<Writing.Fact> facts = new ArrayList<>();
        task.due().ifPresent(due -> facts.add(new Writing.Fact("截止", shown(due))));
        facts.add(new Writing.Fact("编号", task.code()));
        facts.add(new Writing.Fact("说明", "可回复“" + task.code() + "”加说明"));
        String key = task.id() + ":" + nth + ":" + person.id();
        return outbox.post(
                transaction,
                Letter.notice(new To.Person(person.id()), TaskCards.of(task, what, facts), SUBJECT, urgent, key));
    }

    /** Whoever has a card of the task sees on it what became of it; what is told later is a card of its own. */
    void settle(Connection transaction, Task task, String words) throws SQLException {
        outbox.settle(transaction, SUBJECT, TaskCards.about(task), words);
    }

    /** The cards of the task offer their buttons again; false where this person has none that does. */
    boolean reopen(Connection transaction, Task task, Person person) throws SQLException {
        return outbox.reopen(transaction, SUBJECT, TaskCards.about(task)).contains(new To.Person(person.id()));
    }

    private String shown(Instant moment) {
        return WrittenTime.of(moment, clock.zone());
    }
}
