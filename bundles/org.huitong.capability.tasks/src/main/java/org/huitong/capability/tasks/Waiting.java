// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.Optional;
import org.huitong.api.clock.WorkTime;

/**
 * What a task waits for before anybody can see to it: that it is known whose business it is (待分类), then that somebody is
 * found (待分配). Each has its time of work from when the task was made.
 *
 * @param until to which moment it may
 */
record Waiting(Kind kind, Instant until) {
    /** For what. */
    enum Kind {
        CLASSIFY("classify", "待分类"),
        ASSIGN("assign", "待分配");

        private final String word;
        private final String shown;

        Kind(String word, String shown) {
            this.word = word;
            this.shown = shown;
        }

        String word() {
            return word;
        }

        /** As people call it where they are told. */
        String shown() {
            return shown;
        }
    }

    /** Empty where somebody sees to it already, or nobody needs to. */
    static Optional<Waiting> of(Task task, Terms terms, WorkTime work) {
        if (task.state().isOver() || task.assignee().isPresent()) {
            return Optional.empty();
        }
        Kind kind = task.department().isEmpty() ? Kind.CLASSIFY : Kind.ASSIGN;
        return Optional.of(new Waiting(kind, work.plus(task.madeAt(), terms.of(kind))));
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }
}
