// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Duty;

/**
 * What somebody may make of a task: everything, whose it is or who manages it; how far it is, who sees to it. One rule for
 * the page and for the table that comes back.
 */
record Amending(Asker asker, Sight sight, Duty duty) {
    /** Why they may not; empty where they may. */
    Optional<Problem> objection(Task before, Task after) {
        boolean all = before.by().equals(asker.account())
                || before.maker().filter(sight.whose()::contains).isPresent()
                || sight.manages(before);
        if (!all && !(sight.isTheirs(before) && TaskEdit.isWork(before, after))) {
            return Optional.of(Problem.lacks(Sight.MANAGE));
        }
        return before.assignee().equals(after.assignee())
                ? Optional.empty()
                : new Giving(sight, duty, asker.person()).objection(after.assignee(), after.department());
    }
}
