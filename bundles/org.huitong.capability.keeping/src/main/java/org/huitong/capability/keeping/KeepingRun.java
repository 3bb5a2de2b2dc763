// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.capability.keeping.Sorting.Due;
import org.huitong.capability.keeping.Sorting.Lot;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A run through all that is due. What a run that was cut off has done is done; the next one finds it so. */
@Component(service = JobKind.class)
@JobName(job = KeepingRun.NAME)
public final class KeepingRun implements JobKind {
    static final String NAME = "keeping.run";
    static final String DRY = "dry";

    private final RecordsOffice office;
    private final Register register;
    private final Transactions transactions;
    private final Clock clock;
    private final AtomicBoolean underWay = new AtomicBoolean();

    @Activate
    public KeepingRun(
            @Reference RecordsOffice office,
            @Reference Register register,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.office = office;
        this.register = register;
        this.transactions = transactions;
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
        if (!underWay.compareAndSet(false, true)) {
            throw new JobFailure(LocalText.of("另一次执行还没有结束。", "Another run is not over."));
        }
        try {
            return go(run);
        } finally {
            underWay.set(false);
        }
    }

    private LocalText look(JobRun run) throws InterruptedException {
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

    private LocalText go(JobRun run) throws InterruptedException {
        Instant now = clock.instant();
        Plan plan = office.plan(now);
        transactions.write(connection -> {
            register.begin(connection, run.id(), run.owner(), now);
            return null;
        });
        Tally tally = new Tally();
        for (Plan.Part part : plan.parts()) {
            office.sorting().<InterruptedException>each(plan, part, now, page -> {
                tally.count(page);
                run.progress(tally.looked(), 0);
                announce(run, part, page, now);
                return true;
            });
        }
        Counts counts = new Counts(0, 0, 0, tally.of(Lot.HELD), tally.of(Lot.NEEDED));
        return transactions.write(connection -> {
            register.count(connection, run.id(), counts);
            register.end(connection, run.id(), clock.instant(), Optional.empty());
            return words(register.run(connection, run.id()).orElseThrow().counts());
        });
    }

    private void announce(JobRun run, Plan.Part part, List<Due> page, Instant now) {
        List<Long> fresh = new ArrayList<>();
        page.stream()
                .filter(due -> due.lot() == Lot.ANNOUNCE)
                .forEach(due -> fresh.add(due.message().seq()));
        if (!fresh.isEmpty()) {
            transactions.write(connection -> {
                register.announce(connection, fresh, part.rule().id(), now);
                register.count(connection, run.id(), new Counts(0, fresh.size(), 0, 0, 0));
                return null;
            });
        }
    }

    static LocalText words(Counts counts) {
        return LocalText.of(
                "归档 " + counts.archived() + " 条，公示 " + counts.announced() + " 条，销毁 " + counts.destroyed() + " 条；保全中 "
                        + counts.held() + " 条，有未完成任务 " + counts.needed() + " 条。",
                counts.archived() + " archived, " + counts.announced() + " announced, " + counts.destroyed()
                        + " destroyed; " + counts.held() + " on hold, " + counts.needed() + " needed by an open task.");
    }
}
