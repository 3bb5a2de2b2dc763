// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Addenda;
import org.huitong.api.connector.Inbox;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.hub.stage.StageSeat;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the hub knows from other hands than a push: what our own people wrote, and what a platform told when it was asked,
 * on its way into the log. Every stage owes its finding: whose it is and which department's
 * is found as of any other message, but late, and what is late alarms nobody. Rules do not fire on what is ours.
 */
@Component
public final class OwnInbox implements Inbox, Addenda {
    private static final long PATIENCE_SECONDS = 10;
    private static final int BYTES = 4_096;

    private final Journal journal;
    private final StageBench stages;
    private final Clock clock;

    @Activate
    public OwnInbox(@Reference Journal journal, @Reference StageBench stages, @Reference Clock clock) {
        this.journal = journal;
        this.stages = stages;
        this.clock = clock;
    }

    @Override
    public boolean said(Message ours) {
        if (!ours.sender().isOurs()) {
            throw new IllegalArgumentException("what others said comes in by their connector");
        }
        return keep(Sighting.Said.once(ours), ours.key().nativeId());
    }

    @Override
    public boolean told(Sighting.Said what) {
        if (what.message().sender().isOurs()) {
            throw new IllegalArgumentException("what our own people said is no platform's to tell");
        }
        return keep(what, what.key().nativeId() + " " + what.revision().id());
    }

    private boolean keep(Sighting.Said said, String delivery) {
        Draft draft = journal.scribe()
                .said(
                        said,
                        delivery,
                        clock.instant(),
                        List.of(),
                        stages.seats().stream().map(StageSeat::name).toList());
        CompletableFuture<Intake.Outcome> done = new CompletableFuture<>();
        Intake intake =
                new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), BYTES, done::complete);
        return journal.submit(intake) && isStored(done);
    }

    private static boolean isStored(CompletableFuture<Intake.Outcome> done) {
        try {
            return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof Intake.Outcome.Stored;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException late) {
            // It may still be written; it is brought again, and twice is once.
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the writer tells what came of it and fails nobody", e);
        }
    }
}
