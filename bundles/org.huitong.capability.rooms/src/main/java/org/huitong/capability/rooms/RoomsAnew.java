// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms;

import org.huitong.api.access.Act;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.finding.Findings;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.huitong.kit.stage.JudgeAnew;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges the last days anew, as a job. */
@Component
@JobName(job = RoomsAnew.NAME)
public final class RoomsAnew implements JobKind {
    static final String NAME = "rooms.judge";

    private final JudgeAnew work;

    @Activate
    public RoomsAnew(
            @Reference Findings findings,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        Owner owner = new Owner(entrance, decisions);
        this.work = new JudgeAnew("rooms", Act.of(RoomsResource.WRITE), owner, findings, transactions, clock);
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        return work.run(run);
    }

    @Override
    public boolean resumes() {
        return true;
    }
}
