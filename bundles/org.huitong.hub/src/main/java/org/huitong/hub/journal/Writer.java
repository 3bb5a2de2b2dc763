// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log. While it waits for the disk the queue fills, and the next batch is the larger for
 * it: more load makes bigger batches, not longer queues.
 *
 * <p>A batch never fails for one row. If it fails for whatever reason, each intake is tried alone. One that does not fit
 * the database becomes a dead letter; where the database itself is in trouble its bringer is told so, and the platform
 * will push again. Nothing that goes wrong ends the thread.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 20_000;
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_IN_BATCH = 400;

    private static final Intake NOTHING =
            new Intake(List.of(), List.of(), Optional.empty(), Optional.empty(), 0, outcome -> {});

    private final Transactions transactions;
    private final LogReader log;
    private final Scribe scribe;
    private final Ranges ranges;
    private final Names names = new Names();
    private final Consumer<Batch.Written> committed;
    private final BlockingQueue<Intake> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread = new Thread(this::work, "huitong-journal");
    private long head;
    private volatile boolean open = true;
    /** When the batch under way was begun, by {@link System#nanoTime()}; 0 while there is none. */
    private volatile long busySince;

    private volatile String trouble = "";

    Writer(
            Transactions transactions,
            LogReader log,
            Scribe scribe,
            Ranges ranges,
            long head,
            Consumer<Batch.Written> committed) {
        this.transactions = transactions;
        this.log = log;
        this.scribe = scribe;
        this.ranges = ranges;
        this.head = head;
        this.committed = committed;
        thread.start();
    }

    boolean submit(Intake intake) {
        if (!open || bytes.get() > MOST_BYTES || !queue.offer(intake)) {
            return false;
        }
        bytes.addAndGet(intake.bytes());
        return true;
    }

    /** Takes back what nobody has begun to write. @return false: it is being written, or was */
    boolean withdraw(Intake intake) {
        if (!queue.removeIf(waiting -> waiting == intake)) {
            return false;
        }
        bytes.addAndGet(-intake.bytes());
        return true;
    }

    int waiting() {
        return queue.size();
    }

    String trouble() {
        return trouble;
    }

    /** How long the batch under way has been at it. */
    Duration busy() {
        long since = busySince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Takes nothing more, writes what waits, and returns. */
    void close() {
        open = false;
        // Wakes it without an interrupt, which a database in the middle of writing takes badly.
        queue.offer(NOTHING);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        List<Intake> batch = new ArrayList<>(MOST_IN_BATCH);
        while (open || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody interrupts this thread for good: the log must be written to its end.
                LOG.warn("The journal's writer was interrupted and goes on", e);
                continue;
            }
            queue.drainTo(batch, MOST_IN_BATCH - 1);
            batch.forEach(i -> bytes.addAndGet(-i.bytes()));
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Intake> batch) {
        busySince = System.nanoTime();
        try {
            tell(batch, commit(batch));
        } catch (Intake.Declines e) {
            declined(batch, e);
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "A batch was refused; its intakes are written one by one intakes={}", batch.size(), Unquoted.of(e));
            batch.forEach(this::writeAlone);
        } finally {
            busySince = 0;
        }
    }

    /** Nothing is wrong: an intake that is alone has its answer, and where there are others only they are to be written. */
    private void declined(List<Intake> batch, Intake.Declines e) {
        if (batch.size() == 1) {
            done(batch.get(0), new Intake.Outcome.Declined(e.reason()));
        } else {
            LOG.debug("One of a batch declined; its intakes are written one by one intakes={}", batch.size());
            batch.forEach(this::writeAlone);
        }
    }

    /** The second try also meets a connection that broke, or a lock that was lost, with another one. */
    private void writeAlone(Intake intake) {
        try {
            resync();
            tell(List.of(intake), commit(List.of(intake)));
        } catch (Intake.Declines e) {
            done(intake, new Intake.Outcome.Declined(e.reason()));
        } catch (RuntimeException | Error e) {
            Misfit.reason(e).ifPresentOrElse(reason -> bury(intake, reason, e), () -> fail(intake, e));
        }
    }

    /** What never fits becomes a dead letter, so that it can be looked at and sent again. */
    private void bury(Intake intake, LocalText reason, Throwable why) {
        if (intake.asLetter().isEmpty()) {
            LOG.error("What the hub wanted to add to its log does not fit the database", Unquoted.of(why));
            done(intake, new Intake.Outcome.Failed(reason.en()));
            return;
        }
        List<DeadLetterDraft> letters = new ArrayList<>(intake.letters());
        try {
            letters.add(intake.asLetter().get().apply(reason));
            resync();
            commit(List.of(new Intake(
                    List.of(), letters, Optional.empty(), intake.asLetter(), intake.bytes(), intake.done())));
        } catch (RuntimeException | Error e) {
            fail(intake, e);
            return;
        }
        LOG.warn("An intake was refused by the database and is a dead letter now", Unquoted.of(why));
        done(intake, new Intake.Outcome.Buried(reason));
    }

    private void fail(Intake intake, Throwable why) {
        trouble = Misfit.rootOf(why).getClass().getSimpleName();
        LOG.error("The database takes nothing; the bringer is asked to come again", Unquoted.of(why));
        done(intake, new Intake.Outcome.Failed(trouble));
    }

    /** A commit that was reported as failed may have been made: the database knows. */
    private void resync() {
        long there = transactions.read(LogTables::head);
        if (there != head) {
            head = there;
            committed.accept(new Batch.Written(there, List.of(), List.of()));
        }
    }

    private Batch.Written commit(List<Intake> batch) {
        ranges.reach(head);
        Names.Given given = names.begin();
        Batch.Written written =
                transactions.write(connection -> Batch.write(connection, log, scribe, given, batch, head));
        given.keep();
        head = written.head();
        trouble = "";
        committed.accept(written);
        return written;
    }

    private static void tell(List<Intake> batch, Batch.Written written) {
        for (int i = 0; i < batch.size(); i++) {
            done(batch.get(i), new Intake.Outcome.Stored(written.fresh().get(i)));
        }
    }

    private static void done(Intake intake, Intake.Outcome outcome) {
        try {
            intake.done().accept(outcome);
        } catch (RuntimeException e) {
            LOG.error("Whoever brought an intake could not be told of its outcome", Unquoted.of(e));
        }
    }
}
