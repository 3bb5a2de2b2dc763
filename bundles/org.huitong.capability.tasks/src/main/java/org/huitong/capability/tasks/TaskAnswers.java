// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.kit.chat.Reply;
import org.huitong.kit.chat.Reply.Meaning;

/** What somebody answers to a task that is theirs, by a word or by a button: that they know, have done it, or say something. */
record TaskAnswers(TaskDesk desk, Clock clock) {
    boolean isTheirs(Task task, Person person) {
        return task.assignee()
                .filter(id -> id.equals(person.id())
                        || desk.duty().of(id).filter(person::equals).isPresent())
                .isPresent();
    }

    /** @param platform on which it was said */
    void take(Connection transaction, Task task, Reply reply, Person person, String platform) throws SQLException {
        boolean words = reply.meaning() == Meaning.WORDS;
        Step step = new Step(
                0,
                Instant.EPOCH,
                words ? Step.Kind.COMMENT : Step.Kind.ACKNOWLEDGED,
                "@" + platform,
                Optional.of(person.id()),
                Optional.empty(),
                words ? cut(reply.text()) : platform);
        Task kept = words ? desk.note(transaction, task, step) : desk.acknowledge(transaction, task, step);
        if (reply.meaning() == Meaning.DONE && !kept.state().isOver()) {
            Doer doer = new Doer("@" + platform, person.name());
            desk.change(transaction, kept, kept.in(TaskState.DONE, clock.instant()), doer, Optional.of(person.id()));
        }
    }

    private static String cut(String text) {
        return text.length() <= Step.LONGEST_TEXT ? text : text.substring(0, Step.LONGEST_TEXT);
    }
}
