// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.util.List;
import java.util.Optional;
import org.huitong.capability.people.sync.Conflict;
import org.huitong.capability.people.sync.Difference;
import org.huitong.capability.people.sync.SyncDesk;
import org.huitong.capability.people.sync.SyncPlan;

/**
 * A plan as callers read it; the names of the fields are part of the contract, and the counts are of people.
 *
 * @param added who is new or has come back
 * @param braked true where it needs a reason; absent where it does not
 * @param done whether it has been carried out
 * @param ignored headings that say nothing to us
 * @param differences the first of them, those who leave in front
 */
public record PlanJson(
        String plan,
        int added,
        int changed,
        int left,
        List<Conflict> conflicts,
        Optional<Boolean> braked,
        int affected,
        int of,
        boolean done,
        int version,
        List<String> ignored,
        List<Difference> differences) {
    private static final int MOST = 2_000;

    static PlanJson of(SyncDesk.Told told) {
        SyncPlan plan = told.plan();
        return new PlanJson(
                told.id(),
                plan.count("added") + plan.count("returned"),
                plan.count("changed"),
                plan.count("left"),
                plan.conflicts().stream().limit(MOST).toList(),
                !told.done() && plan.brake().holds() ? Optional.of(true) : Optional.empty(),
                plan.brake().affected(),
                plan.brake().of(),
                told.done(),
                told.done() && !plan.differences().isEmpty()
                        ? plan.after().version()
                        : plan.before().version(),
                plan.unknown(),
                plan.differences().stream().limit(MOST).toList());
    }

    @Override
    public String toString() {
        return "PlanJson[" + plan + "]";
    }
}
