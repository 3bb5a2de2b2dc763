// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.api.work.Duty;

/**
 * To whom somebody gives work: to themselves, to colleagues of their own departments, to a department, whose own rule
 * finds somebody, and to whoever they manage.
 *
 * @param person who gives it
 */
record Giving(Sight sight, Duty duty, Optional<String> person) {
    /** Why they may not give it; empty where they may. */
    Optional<Problem> objection(Optional<String> assignee, Optional<String> department) {
        if (assignee.isEmpty() || sight.whose().contains(assignee.get()) || sight.manages(department)) {
            return Optional.empty();
        }
        List<String> theirs = departmentsOf(assignee.get());
        List<String> ours = person.map(this::departmentsOf).orElse(List.of());
        if (theirs.isEmpty() && duty.roster().person(assignee.get()).isEmpty()) {
            return Optional.of(new Problem(
                    400, "no-such-person", LocalText.of("没有这位负责人。", "There is nobody of this id to see to it.")));
        }
        return theirs.stream().anyMatch(d -> ours.contains(d) || sight.manages(Optional.of(d)))
                ? Optional.empty()
                : Optional.of(new Problem(
                        403,
                        "not-yours-to-give",
                        LocalText.of(
                                "只能把任务交给自己、本部门同事或您管理的人员；跨部门请只选部门，由该部门安排。",
                                "Give work to yourself, to colleagues of your department or to people you manage; for"
                                        + " another department name that alone, and it finds somebody.")));
    }

    private List<String> departmentsOf(String id) {
        return duty.roster().person(id).map(p -> p.departments(duty.date())).orElse(List.of());
    }
}
