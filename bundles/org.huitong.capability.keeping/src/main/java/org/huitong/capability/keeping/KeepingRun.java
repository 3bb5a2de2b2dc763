// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import org.huitong.api.access.Act;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.keeping.Periods;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A run through all that is due, or a look at what one would do. What a run that was cut off has done is done; the next
 * one finds it so.
 */
@Component(service = JobKind.class)
@JobName(job = KeepingRun.NAME)
public final class KeepingRun implements JobKind {
    static final String NAME = "keeping.run";
    static final String DRY = "dry";

    private final RecordsOffice office;
    private final Archivist archivist;
    private final MonthKeys months;
    private final Owner owner;
    private final Clock clock;

    @Activate
    public KeepingRun(
            @Reference RecordsOffice office,
            @Reference Archivist archivist,
            @Reference Periods periods,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.office = office;
        this.archivist = archivist;
        this.months = new MonthKeys(archivist.desk(), periods);
        this.owner = new Owner(entrance, decisions);
        this.clock = clock;
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        if (run.argument().equals(DRY)) {
            return look(run);
        }
        if (!archivist.turn().tryAcquire()) {
            throw new JobFailure(LocalText.of("另一次执行还没有结束。", "Another run is not over."));
        }
        try {
            LocalText done = new Round(office, archivist, run, () -> check(run)).go();
            return months.destroyAfter(run.id())
                    .map(more -> LocalText.of(done.zh() + more.zh(), done.en() + " " + more.en()))
                    .orElse(done);
        } finally {
            archivist.turn().release();
        }
    }

    /** The evening's run is nobody's; any other goes on as long as its owner may. */
    private void check(JobRun run) throws JobFailure {
        if (!run.owner().equals(Doer.HUB.account())) {
            owner.who(run, Act.of(KeepingPage.WRITE));
        }
    }

    private LocalText look(JobRun run) throws JobFailure, InterruptedException {
        owner.who(run, Act.of(KeepingPage.READ));
        Instant now = clock.instant();
        Plan plan = office.plan(now);
        Tally tally = new Tally();
        for (Plan.Part part : plan.parts()) {
            office.sorting().<InterruptedException>each(plan, part, now, page -> {
                tally.count(page);
                run.progress(tally.looked(), 0);
                return true;
            });
        }
        return words(tally.counts());
    }

    static LocalText words(Counts counts) {
        return LocalText.of(
                "归档 " + counts.archived() + " 条，公示 " + counts.announced() + " 条，销毁 " + counts.destroyed() + " 条；保全中 "
                        + counts.held() + " 条，仍有需要 " + counts.needed() + " 条，待判定 " + counts.unjudged() + " 条。",
                counts.archived() + " archived, " + counts.announced() + " announced, " + counts.destroyed()
                        + " destroyed; " + counts.held() + " on hold, " + counts.needed() + " needed still, "
                        + counts.unjudged() + " with findings owed.");
    }
}
