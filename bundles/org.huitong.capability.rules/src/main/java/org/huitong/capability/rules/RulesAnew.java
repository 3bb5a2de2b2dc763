// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

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
@JobName(job = RulesAnew.NAME)
public final class RulesAnew implements JobKind {
    static final String NAME = "rules.judge";

    private final JudgeAnew work;

    @Activate
    public RulesAnew(
            @Reference Findings findings,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        Owner owner = new Owner(entrance, decisions);
        this.work = new JudgeAnew("rules", Act.of(RulesResource.WRITE), owner, findings, transactions, clock);
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
