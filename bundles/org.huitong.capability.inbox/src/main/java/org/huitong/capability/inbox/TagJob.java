// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.finding.Findings;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.kit.stage.Effect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says something of all messages that fit, from the newest down, with the rights that its owner has as it goes. Each step
 * is safe before the next begins; one that is made twice, after a crash, changes nothing the second time.
 */
@Component
@JobName(job = TagJob.NAME)
public final class TagJob implements JobKind {
    static final String NAME = "messages.tag";

    private final Findings findings;
    private final Entrance entrance;
    private final Transactions transactions;

    @Activate
    public TagJob(@Reference Findings findings, @Reference Entrance entrance, @Reference Transactions transactions) {
        this.findings = findings;
        this.entrance = entrance;
        this.transactions = transactions;
    }

    /** What the job is told: the name of the piece, by which a job of another name takes it back, and what is said. */
    static String argument(String words) {
        return UUID.randomUUID() + "\n" + words;
    }

    private static String piece(JobRun run) {
        return run.argument().substring(0, run.argument().indexOf('\n'));
    }

    private static String words(JobRun run) {
        return run.argument().substring(run.argument().indexOf('\n') + 1);
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        SaidJson.OfMany said = SaidJson.ofMany(words(run));
        long head = findings.head();
        Effect effect = Effect.from(run.mark());
        OptionalLong place = effect.place() == 0 ? OptionalLong.empty() : OptionalLong.of(effect.place());
        do {
            goOn(run);
            Findings.Step step = step(run, said, place);
            place = step.place();
            effect.add(step, place.orElse(0));
            String mark = effect.mark();
            transactions.write(connection -> {
                run.mark(connection, mark);
                return null;
            });
            run.progress(place.isPresent() ? Math.max(0, head - place.getAsLong()) : head, head);
        } while (place.isPresent());
        return said.dryRun() ? effect.preview() : effect.done();
    }

    private Findings.Step step(JobRun run, SaidJson.OfMany said, OptionalLong place) throws JobFailure {
        try {
            return findings.sayOfMany(owner(run), piece(run), said.filter(), said.change(), place, said.dryRun());
        } catch (Findings.Refused refused) {
            throw new JobFailure(refused.reason());
        }
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
        Effect effect = Effect.from(Optional.empty());
        OptionalLong place = OptionalLong.of(0);
        while (place.isPresent()) {
            goOn(run);
            Findings.Step step;
            try {
                step = findings.takeBack(owner(run), piece(run), place.getAsLong());
            } catch (Findings.Refused refused) {
                throw new JobFailure(refused.reason());
            }
            place = step.place();
            effect.add(step, 0);
        }
        return effect.done();
    }

    private Asker owner(JobRun run) throws JobFailure {
        return entrance.current(run.owner())
                .orElseThrow(
                        () -> new JobFailure(LocalText.of("下达任务的账号已不能登录。", "The account that ordered it is shut.")));
    }

    private static void goOn(JobRun run) throws InterruptedException {
        if (run.isCancelled()) {
            throw new InterruptedException();
        }
    }
}
