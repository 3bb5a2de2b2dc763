// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Stage;
import org.huitong.api.store.StoreException;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up the findings that are owed, in log order, each stage on a thread of its own so that one that hangs holds up
 * nobody else. A finding and the payment of its debt are one transaction: each is made exactly once, also after a
 * crash.
 */
@Component(service = FindingsClerk.class, immediate = true)
public final class FindingsClerk {
    private static final Logger LOG = LoggerFactory.getLogger(FindingsClerk.class);
    private static final int AT_ONCE = 200;
    private static final int TRIES = 3;
    private static final long LOOK_MILLIS = 200;

    private final StageBench bench;
    private final Journal journal;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "huitong-findings"));
    private final ExecutorService workers = Executors.newCachedThreadPool(r -> new Thread(r, "huitong-findings-stage"));
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    @Activate
    public FindingsClerk(@Reference StageBench bench, @Reference Journal journal) {
        this.bench = bench;
        this.journal = journal;
        clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    public void close() {
        clock.shutdownNow();
        workers.shutdownNow();
    }

    private void look() {
        for (Seat seat : bench.seats()) {
            if (seat.present() && working.add(seat.name())) {
                workers.execute(() -> {
                    try {
                        work(seat);
                    } catch (StoreException | RejectedWork e) {
                        LOG.warn("Owed findings wait for better times stage={}", seat.name(), e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        working.remove(seat.name());
                    }
                });
            }
        }
    }

    private void work(Seat seat) throws InterruptedException {
        Map<Long, Integer> tries = new HashMap<>();
        while (bench.seats().contains(seat)) {
            Optional<Debts.Stretch> owed =
                    journal.transactions().read(connection -> Debts.oldest(connection, seat.name()));
            if (owed.isEmpty()) {
                return;
            }
            payPartOf(seat, owed.get(), tries);
        }
    }

    private void payPartOf(Seat seat, Debts.Stretch owed, Map<Long, Integer> tries) throws InterruptedException {
        // A debt is in the database a moment before its lines can be read: to pay for unseen lines would lose findings.
        long seen = journal.head();
        long upTo = Math.min(Math.min(owed.last(), seen), owed.first() + AT_ONCE - 1);
        List<Draft> drafts = new ArrayList<>();
        int limit = (int) Math.max(0, upTo - owed.first() + 1);
        List<Entry> entries = limit == 0 ? List.of() : journal.after(owed.first() - 1, limit);
        // A page of long lines ends early: only what was read is paid for.
        upTo = entries.isEmpty()
                ? owed.first() - 1
                : Math.min(upTo, entries.get(entries.size() - 1).seq());
        for (Entry entry : entries) {
            if (entry.seq() > upTo) {
                break;
            }
            if (!(entry instanceof Entry.Said said)) {
                continue;
            }
            Optional<Finding> finding = find(seat, said, tries);
            if (finding.isEmpty()) {
                upTo = entry.seq() - 1;
                break;
            }
            long first = said.version() == 1 ? said.seq() : journal.firstSeq(said.id());
            drafts.add(journal.scribe().found(said.seq(), first, said.message(), finding.get(), Instant.now()));
        }
        if (upTo >= owed.first()) {
            submit(drafts, new Intake.Payment(seat.name(), upTo));
        } else {
            // The very first is the one that fails, or cannot be read yet: not at full speed.
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /**
     * Empty: not this time. A message that a stage can never judge gets a finding that says so; a stage that cannot judge
     * anything, as one that is just being exchanged, is no fault of the message, which waits for it.
     */
    private static Optional<Finding> find(Seat seat, Entry.Said said, Map<Long, Integer> tries) {
        MessageId id = said.id();
        Stage.Judge judge;
        try {
            judge = seat.judge();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("A stage is not ready; its findings stay owed stage={}", seat.name(), e);
            return Optional.empty();
        }
        try {
            return Optional.of(seat.find(judge, said.message()));
        } catch (RuntimeException | LinkageError e) {
            int tried = tries.merge(said.seq(), 1, Integer::sum);
            LOG.warn("A stage failed on an owed finding stage={} message={} tries={}", seat.name(), id, tried, e);
            return tried < TRIES
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            seat.name(),
                            seat.version(),
                            "failed:" + e.getClass().getSimpleName(),
                            Set.of()));
        }
    }

    private void submit(List<Draft> drafts, Intake.Payment payment) throws InterruptedException {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        Intake intake =
                new Intake(drafts, List.of(), Optional.of(payment), FindingsClerk::noLetter, 0, outcome::complete);
        if (!journal.submit(intake)) {
            throw new RejectedWork("the journal's queue is full");
        }
        try {
            if (outcome.get() instanceof Intake.Outcome.Failed failed) {
                throw new RejectedWork(failed.reason());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never exceptional", e);
        }
    }

    private static org.huitong.hub.journal.Letter noLetter(String reason) {
        throw new UnsupportedOperationException("an owed finding is no letter; it stays owed");
    }

    /** Not now; the debt stays and is looked at again. */
    private static final class RejectedWork extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectedWork(String message) {
            super(message, null, false, false);
        }
    }
}
