// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.huitong.api.access.Act;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobRun;
import org.huitong.api.finding.Findings;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/**
 * The work of a job that judges the last days anew by what a stage knows now, or shows what that would change. Any
 * capability with a stage has it as a kind of job. It may be run again from its mark.
 */
public final class JudgeAnew {
    private static final int MOST_DAYS = 3_650;

    private final String stage;
    private final Act act;
    private final Owner owner;
    private final Findings findings;
    private final Transactions transactions;
    private final InstantSource clock;

    /** @param act what whoever orders it must be allowed, at each of its steps */
    public JudgeAnew(
            String stage, Act act, Owner owner, Findings findings, Transactions transactions, InstantSource clock) {
        this.stage = stage;
        this.act = act;
        this.owner = owner;
        this.findings = findings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param days of messages that came in within the last days
     * @param dryRun look what would change, and change nothing
     */
    public record Wish(long days, boolean dryRun) {
        /** Reads {@code {days, dryRun?}}. */
        public static Parsed<Wish> read(String json) {
            if (!(Json.read(json == null ? "" : json) instanceof Parsed.Good<Json> good)) {
                return wrong();
            }
            OptionalLong days = good.value().number("days");
            boolean plain = !good.value().at("dryRun").exists()
                    || good.value().at("dryRun").truth().isPresent();
            return plain && days.isPresent() && days.getAsLong() >= 1 && days.getAsLong() <= MOST_DAYS
                    ? new Parsed.Good<>(new Wish(days.getAsLong(), good.value().isTrue("dryRun")))
                    : wrong();
        }

        private static Parsed<Wish> wrong() {
            return new Parsed.Bad<>(LocalText.of(
                    "需要 days：1 到 " + MOST_DAYS + " 之间的整数；dryRun 是 true 或 false",
                    "days is needed: a number from 1 to " + MOST_DAYS + "; dryRun is true or false"));
        }
    }

    /** The lines of the log from then to now; what comes in meanwhile is judged by the newest anyway. */
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        Parsed<Wish> read = Wish.read(run.argument());
        if (!(read instanceof Parsed.Good<Wish> good)) {
            throw new JobFailure(((Parsed.Bad<Wish>) read).reason());
        }
        Wish wish = good.value();
        long first = findings.placeBefore(clock.instant().minus(Duration.ofDays(wish.days())));
        long last = findings.head();
        Effect effect = Effect.from(run.mark());
        OptionalLong place = OptionalLong.of(Math.max(first, effect.place()));
        while (place.isPresent()) {
            if (run.isCancelled()) {
                throw new InterruptedException();
            }
            Findings.Step step;
            try {
                step = findings.judgeAnew(owner.who(run, act), stage, place.getAsLong(), last, wish.dryRun());
            } catch (Findings.Refused refused) {
                throw new JobFailure(refused.reason());
            }
            place = step.place();
            effect.add(step, place.orElse(last));
            String mark = effect.mark();
            transactions.write(connection -> {
                run.mark(connection, mark);
                return null;
            });
            run.progress(Math.max(0, effect.place() - first), Math.max(0, last - first));
        }
        return wish.dryRun() ? effect.preview() : effect.done();
    }
}
