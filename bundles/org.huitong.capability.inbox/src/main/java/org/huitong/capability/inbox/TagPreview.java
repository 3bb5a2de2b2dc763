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

/** Looks what would change if something were said of all messages that fit. There is nothing of it to take back. */
@Component
@JobName(job = TagPreview.NAME)
public final class TagPreview implements JobKind {
    static final String NAME = "messages.tag.preview";

    private final Tagging tagging;

    @Activate
    public TagPreview(
            @Reference Findings findings,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Transactions transactions) {
        this.tagging = new Tagging(findings, new Owner(entrance, decisions), transactions);
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        return tagging.say(run, true).preview();
    }

    @Override
    public boolean resumes() {
        return true;
    }
}
