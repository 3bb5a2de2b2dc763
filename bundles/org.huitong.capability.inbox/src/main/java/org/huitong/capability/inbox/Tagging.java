// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.finding.Findings;
import org.huitong.api.store.Transactions;
import org.huitong.kit.job.Owner;
import org.huitong.kit.stage.Effect;

/**
 * Something said of many messages, from the newest down, with the rights that its owner has as it goes. Each step is safe
 * before the next begins; one that is made twice, after a crash, changes nothing the second time.
 */
final class Tagging {
    private final Findings findings;
    private final Owner owner;
    private final Transactions transactions;

    Tagging(Findings findings, Owner owner, Transactions transactions) {
        this.findings = findings;
        this.owner = owner;
        this.transactions = transactions;
    }

    /** What a job is told: the name of the piece, by which a job of another name takes it back, and what is said. */
    static String argument(String words) {
        return UUID.randomUUID() + "\n" + words;
    }

    private static String piece(JobRun run) {
        return run.argument().substring(0, run.argument().indexOf('\n'));
    }

    private static SaidJson.OfMany said(JobRun run) {
        return SaidJson.ofMany(run.argument().substring(run.argument().indexOf('\n') + 1));
    }

    /** @param only look what would change, and change nothing */
    Effect say(JobRun run, boolean only) throws JobFailure, InterruptedException {
        SaidJson.OfMany said = said(run);
        long head = findings.head();
        Effect effect = Effect.from(run.mark());
        OptionalLong place = effect.place() == 0 ? OptionalLong.empty() : OptionalLong.of(effect.place());
        do {
            OptionalLong from = place;
            Findings.Step step = step(
                    run, () -> findings.sayOfMany(owner.of(run), piece(run), said.filter(), said.change(), from, only));
            place = step.place();
            effect.add(step, place.orElse(0));
            String mark = effect.mark();
            transactions.write(connection -> {
                run.mark(connection, mark);
                return null;
            });
            run.progress(place.isPresent() ? Math.max(0, head - place.getAsLong()) : head, head);
        } while (place.isPresent());
        return effect;
    }

    Effect takeBack(JobRun run) throws JobFailure, InterruptedException {
        SaidJson.OfMany said = said(run);
        Effect effect = Effect.from(Optional.empty());
        OptionalLong place = OptionalLong.of(0);
        while (place.isPresent()) {
            long from = place.getAsLong();
            Findings.Step step = step(run, () -> findings.takeBack(owner.of(run), piece(run), said.change(), from));
            place = step.place();
            effect.add(step, 0);
        }
        return effect;
    }

    private static Findings.Step step(JobRun run, Stride stride) throws JobFailure, InterruptedException {
        if (run.isCancelled()) {
            throw new InterruptedException();
        }
        try {
            return stride.make();
        } catch (Findings.Refused refused) {
            throw new JobFailure(refused.reason());
        }
    }

    /** One step of the work. */
    private interface Stride {
        Findings.Step make() throws JobFailure;
    }
}
