// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a task is. */
enum TaskState {
    OPEN,
    DOING,
    DONE,
    CANCELLED;

    /** The word used in JSON and in the table. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TaskState> ofWord(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    boolean isOver() {
        return this == DONE || this == CANCELLED;
    }
}
