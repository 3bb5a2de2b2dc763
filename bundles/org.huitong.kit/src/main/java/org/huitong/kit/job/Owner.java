// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.job;

import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.DecisionPoint.Decision;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.text.LocalText;

/**
 * Whoever ordered a job, with the rights of the moment and not those of the order: a job goes on for hours and over a
 * restart, and somebody's rights may end meanwhile. To be asked at each step.
 */
public final class Owner {
    private final Entrance entrance;
    private final DecisionPoint decisions;

    public Owner(Entrance entrance, DecisionPoint decisions) {
        this.entrance = entrance;
        this.decisions = decisions;
    }

    /** @throws JobFailure where the account is shut */
    public Asker of(JobRun run) throws JobFailure {
        return entrance.current(run.owner())
                .orElseThrow(
                        () -> new JobFailure(LocalText.of("下达任务的账号已不能登录。", "The account that ordered it is shut.")));
    }

    /** @throws JobFailure where the account is shut, or may do this no longer */
    public Asker who(JobRun run, Act may) throws JobFailure {
        Asker owner = of(run);
        if (decisions.decide(owner, may) instanceof Decision.Denied denied) {
            throw new JobFailure(denied.reason());
        }
        return owner;
    }
}
