// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.message.MessageId;
import org.huitong.kit.chat.Reply;

/**
 * Something that somebody is to see to.
 *
 * @param version grows with every step of its history
 * @param by the login name, or the bundle, that is answerable for it
 * @param maker the person whose account that is
 * @param hidden nobody sees it but who made it and who is to see to it
 * @param stage how many reminders there were since the deadline was set
 */
record Task(
        String id,
        int version,
        Words words,
        Optional<MessageId> message,
        Optional<String> assignee,
        Optional<String> department,
        String by,
        Optional<String> maker,
        boolean hidden,
        TaskState state,
        Optional<Instant> due,
        int stage,
        Optional<Supervision> supervision,
        Instant madeAt,
        Instant changedAt,
        Optional<Instant> endedAt) {
    /** Somebody above wants to see that it is done. */
    record Supervision(String by, Instant since) {}

    boolean isOverdue(Instant now) {
        return !state.isOver() && due.filter(now::isAfter).isPresent();
    }

    /** With which the codes of tasks begin. */
    static final char LETTER = 'T';

    /** By which people name it in a chat. */
    String code() {
        return Reply.code(LETTER, id);
    }

    Task reading(Words other) {
        return new Task(
                id,
                version,
                other,
                message,
                assignee,
                department,
                by,
                maker,
                hidden,
                state,
                due,
                stage,
                supervision,
                madeAt,
                changedAt,
                endedAt);
    }

    Task assigned(Optional<String> person, Optional<String> ofDepartment) {
        return new Task(
                id,
                version,
                words,
                message,
                person,
                ofDepartment,
                by,
                maker,
                hidden,
                state,
                due,
                stage,
                supervision,
                madeAt,
                changedAt,
                endedAt);
    }

    Task in(TaskState other, Instant now) {
        return new Task(
                id,
                version,
                words,
                message,
                assignee,
                department,
                by,
                maker,
                hidden,
                other,
                due,
                stage,
                supervision,
                madeAt,
                changedAt,
                other.isOver() ? endedAt.or(() -> Optional.of(now)) : Optional.empty());
    }

    /** With another deadline, of which nobody has been reminded yet. */
    Task due(Optional<Instant> at) {
        return new Task(
                id,
                version,
                words,
                message,
                assignee,
                department,
                by,
                maker,
                hidden,
                state,
                at,
                0,
                supervision,
                madeAt,
                changedAt,
                endedAt);
    }

    Task at(int reminders) {
        return new Task(
                id,
                version,
                words,
                message,
                assignee,
                department,
                by,
                maker,
                hidden,
                state,
                due,
                reminders,
                supervision,
                madeAt,
                changedAt,
                endedAt);
    }

    Task supervised(Optional<Supervision> by) {
        return new Task(
                id,
                version,
                words,
                message,
                assignee,
                department,
                this.by,
                maker,
                hidden,
                state,
                due,
                stage,
                by,
                madeAt,
                changedAt,
                endedAt);
    }

    Task changed(int to, Instant now) {
        return new Task(
                id,
                to,
                words,
                message,
                assignee,
                department,
                by,
                maker,
                hidden,
                state,
                due,
                stage,
                supervision,
                madeAt,
                now,
                endedAt);
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Task[" + id + " " + state.word() + "]";
    }
}
