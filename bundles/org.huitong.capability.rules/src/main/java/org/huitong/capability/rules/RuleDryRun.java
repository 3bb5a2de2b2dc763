// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.Entrance;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Listing;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.text.LocalText;
import org.huitong.kit.job.Owner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks what a rule would have found in the last days, among the messages that its owner may read, the newest first. It
 * reads through the door, so that it finds nothing that they may not see, and nothing is read unnoted.
 */
@Component
@JobName(job = RuleDryRun.NAME)
public final class RuleDryRun implements JobKind {
    static final String NAME = "rules.dry-run";
    private static final Act WRITE = Act.of(RulesResource.WRITE);
    private static final int AT_A_TIME = 200;
    private static final int MOST = 20_000;

    private final RuleKeeper keeper;
    private final MessageDoor door;
    private final Owner owner;
    private final Clock clock;

    @Activate
    public RuleDryRun(
            @Reference RuleKeeper keeper,
            @Reference MessageDoor door,
            @Reference Entrance entrance,
            @Reference DecisionPoint decisions,
            @Reference Clock clock) {
        this.keeper = keeper;
        this.door = door;
        this.owner = new Owner(entrance, decisions);
        this.clock = clock;
    }

    /** As a job has it. */
    static String argument(long rule, int days) {
        return rule + " " + days;
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        String[] words = run.argument().split(" ");
        Rule rule = keeper.rules()
                .item(Long.parseLong(words[0]))
                .orElseThrow(() -> new JobFailure(LocalText.of("这条规则已经删除。", "The rule has been deleted meanwhile.")));
        Duration time = Duration.ofDays(Long.parseLong(words[1]));
        DryRun dryRun = new DryRun(rule, time);
        boolean complete = look(run, dryRun, clock.instant().minus(time));
        try (OutputStream out = run.file("dry-run.json", "application/json")) {
            out.write(dryRun.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JobFailure(LocalText.of("结果无法保存。", "The result could not be kept."));
        }
        return dryRun.words(complete);
    }

    /** @return whether all of them were looked at */
    private boolean look(JobRun run, DryRun dryRun, Instant since) throws JobFailure, InterruptedException {
        Filter filter = new Filter.SentBetween(Optional.of(since), Optional.empty());
        OptionalLong before = OptionalLong.empty();
        Optional<String> next;
        do {
            Asker asker = owner.who(run, WRITE);
            Reading<Listing> reading =
                    door.list(asker, new MessageQuery(filter, new MessageQuery.Order.Newest(before), AT_A_TIME));
            if (reading instanceof Reading.Denied<Listing> denied) {
                throw new JobFailure(denied.reason());
            }
            Listing page = ((Reading.Granted<Listing>) reading).value();
            page.items().stream()
                    .filter(view -> !view.recalled())
                    .forEach(view -> dryRun.look(view.id(), view.message()));
            run.progress(dryRun.looked(), 0);
            next = page.next();
            before = next.map(place -> OptionalLong.of(Long.parseLong(place))).orElse(OptionalLong.empty());
        } while (next.isPresent() && dryRun.looked() < MOST);
        return next.isEmpty();
    }
}
