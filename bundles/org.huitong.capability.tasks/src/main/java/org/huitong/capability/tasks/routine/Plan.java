// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.util.List;
import java.util.Optional;

/**
 * What people say of a recurring task.
 *
 * @param title what people wrote, as the note; the titles of its tasks bear their day besides
 * @param department whose calendar of work counts; empty: everybody's
 * @param asked whom it is asked of
 * @param tell who is told how it stands when it is due, besides whoever made it
 */
record Plan(
        String title,
        String note,
        Schedule schedule,
        Optional<String> department,
        List<Asked> asked,
        List<String> tell) {
    static final int LONGEST_TITLE = 150;
    static final int MOST_ASKED = 300;
    static final int MOST_TOLD = 10;

    Plan {
        asked = List.copyOf(asked);
        tell = List.copyOf(tell);
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Plan[" + schedule + "]";
    }
}
