// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log. While it waits for the disk the queue fills, and the next batch is the larger for
 * it: more load makes bigger batches, not longer queues.
 *
 * <p>A batch never fails for one row. If it fails, each intake is tried alone; one that still fails becomes a dead
 * letter; and where not even that can be written the database itself is in trouble: its bringer is told so and the
 * platform will push again.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 20_000;
    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_IN_BATCH = 400;

    private static final Intake NOTHING =
            new Intake(List.of(), List.of(), Optional.empty(), reason -> null, 0, outcome -> {});

    private final Transactions transactions;
    private final Consumer<Batch.Written> committed;
    private final BlockingQueue<Intake> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread = new Thread(this::work, "huitong-journal");
    private long head;
    private volatile boolean open = true;
    private volatile String trouble = "";

    Writer(Transactions transactions, long head, Consumer<Batch.Written> committed) {
        this.transactions = transactions;
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

    int waiting() {
        return queue.size();
    }

    String trouble() {
        return trouble;
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
        try {
            tell(batch, commit(batch));
        } catch (StoreException | IllegalArgumentException e) {
            if (batch.size() > 1) {
                LOG.warn("A batch was refused; its intakes are written one by one intakes={}", batch.size(), e);
                batch.forEach(this::writeAlone);
            } else {
                bury(batch.get(0), e);
            }
        }
    }

    private void writeAlone(Intake intake) {
        try {
            resync();
            tell(List.of(intake), commit(List.of(intake)));
        } catch (StoreException | IllegalArgumentException e) {
            bury(intake, e);
        }
    }

    /** What the database does not take becomes a dead letter, so that it can be looked at and sent again. */
    private void bury(Intake intake, RuntimeException why) {
        List<Letter> letters = new ArrayList<>(intake.letters());
        try {
            resync();
            letters.add(intake.asLetter().apply("The database refused it: " + rootOf(why)));
            Intake letter =
                    new Intake(List.of(), letters, Optional.empty(), intake.asLetter(), intake.bytes(), intake.done());
            tell(List.of(letter), commit(List.of(letter)));
            LOG.warn("An intake was refused by the database and is a dead letter now", why);
        } catch (StoreException | IllegalArgumentException | UnsupportedOperationException e) {
            trouble = rootOf(e);
            LOG.error("The database takes nothing; the bringer is asked to come again", e);
            done(intake, new Intake.Outcome.Failed(trouble));
        }
    }

    /** A commit that was reported as failed may have been made: the database knows. */
    private void resync() {
        long there = transactions.read(Ledger::head);
        if (there != head) {
            head = there;
            committed.accept(new Batch.Written(there, List.of(), List.of()));
        }
    }

    private Batch.Written commit(List<Intake> batch) {
        Batch.Written written = transactions.write(connection -> Batch.write(connection, batch, head));
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
            LOG.error("Whoever brought an intake could not be told of its outcome", e);
        }
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
