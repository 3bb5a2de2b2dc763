// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.finding.Findings;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says something of all messages that fit, and takes it back. */
@Component
@JobName(job = TagJob.NAME)
public final class TagJob implements JobKind {
    static final String NAME = "messages.tag";

    private final Tagging tagging;

    @Activate
    public TagJob(
            @Reference Findings findings,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Transactions transactions) {
        this.tagging = new Tagging(findings, new Owner(entrance, decisions), transactions);
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        return tagging.say(run, false).done();
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public boolean undoes() {
        return true;
    }

    @Override
    public LocalText undo(JobRun run) throws JobFailure, InterruptedException {
        return tagging.takeBack(run).done();
    }
}
