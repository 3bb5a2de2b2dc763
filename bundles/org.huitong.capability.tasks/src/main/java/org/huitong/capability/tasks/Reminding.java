// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.api.clock.WorkTime;

/**
 * When somebody is reminded of a task: when three quarters of its time of work have passed, when it is due, and then
 * again and again along the line of command. Reminders have numbers, and each is sent once.
 *
 * @param escalate the time of work between one step up and the next
 */
record Reminding(WorkTime work, Duration escalate) {
    static final int SOON = 0;
    static final int DUE = 1;
    /** How far up it goes behind the deadline. */
    static final int STEPS_UP = 3;

    static final int LAST = DUE + STEPS_UP;
    private static final int PARTS = 4;

    /** When the reminder of that number is sent; empty where there is none. */
    Optional<Instant> at(Task task, int number) {
        if (task.state().isOver() || task.due().isEmpty() || number > LAST) {
            return Optional.empty();
        }
        Instant due = task.due().get();
        if (number == SOON) {
            Duration time = work.between(task.changedAt(), due);
            return Optional.of(
                    time.isNegative() || time.isZero()
                            ? due
                            : work.plus(
                                    task.changedAt(),
                                    time.multipliedBy(PARTS - 1).dividedBy(PARTS)));
        }
        return Optional.of(number == DUE ? due : work.plus(due, escalate.multipliedBy(number - (long) DUE)));
    }

    /** Which one is to be sent now: of those that were missed, the last. */
    int ripe(Task task, Instant now) {
        int number = task.stage();
        while (at(task, number + 1).filter(next -> !next.isAfter(now)).isPresent()) {
            number++;
        }
        return number;
    }
}
