// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;
import java.util.Optional;

/**
 * A recurring task (例行任务): what is asked of the same people again and again.
 *
 * @param on whether it comes up at present
 * @param by the login name of whoever made it, and {@code maker} the person
 * @param upTo all that came up until then has been dealt with; it never goes back, whatever the clock does
 */
record Routine(
        String id,
        int version,
        Plan plan,
        boolean on,
        String by,
        Optional<String> maker,
        Instant madeAt,
        Instant upTo) {
    Routine upTo(Instant moment) {
        return new Routine(id, version, plan, on, by, maker, madeAt, moment.isAfter(upTo) ? moment : upTo);
    }
}
