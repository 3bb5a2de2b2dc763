// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.people.PeopleLists;
import org.huitong.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes in the lists that no person sends. */
@Component
public final class Deliveries implements PeopleLists {
    private static final String HUB = Doer.HUB.account();

    private final SyncDesk desk;

    @Activate
    public Deliveries(@Reference SyncDesk desk) {
        this.desk = desk;
    }

    @Override
    public Outcome take(String source, byte[] list) {
        try {
            SyncDesk.Told told = desk.sync(list, source, HUB);
            SyncPlan plan = told.plan();
            return told.done()
                    ? new Outcome.Done(
                            plan.count("added") + plan.count("returned"),
                            plan.count("changed"),
                            plan.count("left"),
                            plan.conflicts().size())
                    : new Outcome.Braked(told.id(), plan.brake().affected());
        } catch (Problem problem) {
            return new Outcome.Unreadable(problem.detail().en());
        }
    }
}
