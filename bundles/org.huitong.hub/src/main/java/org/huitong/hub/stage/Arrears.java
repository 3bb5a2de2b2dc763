// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Stage;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one stage owes, made up in log order on a thread that it has to itself. Ends when nothing is owed any more, or
 * when the stage has left its seat: what a stage says that has left in the meantime is not written down.
 */
final class Arrears implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Arrears.class);
    private static final int AT_ONCE = 200;
    private static final int TRIES = 3;
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final StageSeat seat;
    private final StageBench bench;
    private final Journal journal;
    private final InstantSource clock;
    private final Predecessors predecessors;
    private final Map<Long, Integer> tries = new HashMap<>();

    Arrears(StageSeat seat, StageBench bench, Journal journal, InstantSource clock) {
        this.clock = clock;
        this.seat = seat;
        this.bench = bench;
        this.journal = journal;
        this.predecessors = new Predecessors(seat, bench, journal);
    }

    @Override
    public void run() {
        Duration pause = SOON;
        try {
            while (seated()) {
                try {
                    if (!payNext()) {
                        return;
                    }
                    pause = SOON;
                } catch (RuntimeException e) {
                    LOG.warn("Owed findings wait for better times stage={}", seat.name(), Unquoted.of(e));
                    Thread.sleep(pause.toMillis());
                    pause = pause.multipliedBy(2).compareTo(LATER) < 0 ? pause.multipliedBy(2) : LATER;
                }
            }
        } catch (InterruptedException e) {
            // The stage has left, or the hub stops: the debt stays for whoever comes.
            Thread.currentThread().interrupt();
        }
    }

    private boolean seated() {
        return !Thread.currentThread().isInterrupted() && bench.seats().contains(seat);
    }

    /** False where nothing is owed. */
    private boolean payNext() throws InterruptedException {
        Optional<Debts.Stretch> oldest =
                journal.transactions().read(connection -> Debts.oldest(connection, seat.name()));
        if (oldest.isEmpty()) {
            return false;
        }
        Debts.Stretch owed = oldest.get();
        // A debt is in the database a moment before its lines can be read: to pay for unseen lines would lose findings.
        long readable = Math.min(journal.head(), predecessors.nothingOwedBefore() - 1);
        long last = Math.min(Math.min(owed.last(), readable), owed.first() + AT_ONCE - 1);
        int limit = (int) Math.max(0, last - owed.first() + 1);
        long paidUpTo = owed.first() - 1;
        List<Draft.Found> drafts = new ArrayList<>();
        List<Entry> entries = (limit == 0 ? List.<Entry>of() : journal.after(paidUpTo, limit))
                .stream().filter(entry -> entry.seq() <= last).toList();
        var found = predecessors.about(versions(entries));
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said) {
                var basis = found.get(said.seq());
                Optional<Finding> finding = find(said, Predecessors.told(basis));
                if (finding.isEmpty()) {
                    break;
                }
                drafts.add(draft(said, finding.get(), basis));
            } else if (entry instanceof Entry.Unreadable line && line.why().reason() != Unavailable.Reason.FORGOTTEN) {
                LOG.warn(
                        "An owed finding is given up, the line does not open stage={} line={}",
                        seat.name(),
                        entry.seq());
            }
            paidUpTo = entry.seq();
        }
        if (paidUpTo < owed.first()) {
            // The very first is the one that fails, waits for another stage, or cannot be read yet: not at full speed.
            Thread.sleep(SOON.toMillis());
        } else if (seated()) {
            pay(drafts, owed.first(), paidUpTo);
        }
        return true;
    }

    private static List<Entry.Said> versions(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Said.class::isInstance)
                .map(Entry.Said.class::cast)
                .toList();
    }

    /**
     * Empty: not this time. A message that a stage can never judge gets a finding that says so; a stage that cannot judge
     * anything, as one that is just being exchanged, is no fault of the message, which waits for it.
     */
    private Optional<Finding> find(Entry.Said said, List<Finding> before) {
        Stage.Judge judge;
        try {
            judge = seat.judge();
        } catch (Throwable e) {
            LOG.debug("A stage is not ready; its findings stay owed stage={}", seat.name(), Unquoted.of(e));
            return Optional.empty();
        }
        try {
            return Optional.of(seat.find(judge, said.message(), before));
        } catch (Throwable e) {
            int tried = tries.merge(said.seq(), 1, Integer::sum);
            LOG.warn(
                    "A stage failed on an owed finding stage={} message={} tries={}",
                    seat.name(),
                    said.id(),
                    tried,
                    Unquoted.of(e));
            return tried < TRIES
                    ? Optional.empty()
                    : Optional.of(failed(e.getClass().getSimpleName()));
        }
    }

    /** The finding of a stage that has none: nothing was found, and why. */
    private Finding failed(String why) {
        return new Finding(seat.name(), seat.version(), Tidy.snapshot("failed:" + why), Set.of());
    }

    private Draft.Found draft(Entry.Said said, Finding finding, Map<String, Optional<Finding>> basis) {
        return journal.scribe().found(said, finding, basis, bench.successors(seat.name()), clock.instant());
    }

    private void pay(List<Draft.Found> drafts, long from, long upTo) throws InterruptedException {
        if (!stored(drafts, from, upTo)) {
            for (Draft.Found draft : drafts) {
                payAlone(draft, from);
            }
            need(stored(List.of(), from, upTo));
        }
        tries.keySet().removeIf(seq -> seq <= upTo);
    }

    /**
     * A finding that the database refuses twice, while it takes something else in between, is at fault itself: instead of
     * it is written that there is none, and its line is passed. Where it takes nothing else, everything waits.
     */
    private void payAlone(Draft.Found draft, long from) throws InterruptedException {
        if (stored(List.of(draft), from, draft.ofSeq())) {
            return;
        }
        need(stored(List.of(), from, draft.ofSeq() - 1));
        if (!stored(List.of(draft), from, draft.ofSeq())) {
            LOG.error(
                    "The database refuses an owed finding; it is passed stage={} message={}", seat.name(), draft.id());
            Draft.Found instead = journal.scribe().instead(draft, failed("refused"));
            need(stored(List.of(instead), from, draft.ofSeq()));
        }
    }

    private static void need(boolean stored) {
        if (!stored) {
            throw new NotNow();
        }
    }

    private boolean stored(List<Draft.Found> drafts, long from, long upTo) throws InterruptedException {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        Intake intake = new Intake(
                List.<Draft>copyOf(drafts),
                List.of(),
                Optional.of(new Intake.Payment(seat.name(), from, upTo)),
                // An owed finding is no letter; it stays owed.
                Optional.empty(),
                0,
                outcome::complete);
        need(journal.submit(intake));
        try {
            return outcome.get() instanceof Intake.Outcome.Stored;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }

    /** The journal takes nothing; the debt stays and is looked at again. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow() {
            super("the journal takes nothing now", null, false, false);
        }
    }
}
