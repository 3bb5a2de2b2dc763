// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.huitong.api.message.MessageId;
import org.huitong.api.reader.Entry;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The durable log of everything that was said and found. What {@link #submit} was told to be stored is on disk; what is
 * at or below {@link #head()} can be read, and becomes readable in the order of {@code seq}.
 */
@Component(service = Journal.class)
public final class Journal {
    /** Longer than the log is ever at one batch. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Duration patience;
    private final Transactions transactions;
    private final Scribe scribe;
    private final LogReader log;
    private final Writer writer;
    private final Recent recent = Recent.forThisHeap();
    private final AtomicLong head = new AtomicLong();
    private final List<Consumer<List<Entry>>> followers = new CopyOnWriteArrayList<>();

    @Activate
    public Journal(
            @Reference Transactions transactions,
            @Reference(target = "(schema=hub)") Schema tables,
            @Reference Vault vault) {
        this(transactions, vault, PATIENCE, new Ranges(transactions));
    }

    Journal(Transactions transactions, Vault vault, Duration patience, Ranges ranges) {
        this.patience = patience;
        this.transactions = transactions;
        this.scribe = new Scribe(vault);
        this.log = new LogReader(transactions, scribe);
        head.set(transactions.read(LogTables::head));
        ranges.reach(head.get());
        this.writer = new Writer(transactions.reserved(), log, scribe, ranges, head.get(), this::committed);
    }

    @Deactivate
    public void close() {
        writer.close();
    }

    public Scribe scribe() {
        return scribe;
    }

    public Transactions transactions() {
        return transactions;
    }

    /** Queues it for the writer; false where the queue is full: then nothing was taken and nobody is told. */
    public boolean submit(Intake intake) {
        return writer.submit(intake);
    }

    /**
     * Has lines written that come from no platform, with what is to be kept beside them, and waits until they are on disk.
     *
     * @return never {@code Buried}; {@code Failed} and {@code Declined}: nothing was kept, and nothing will be
     */
    public Intake.Outcome write(List<Draft> drafts, Intake.Beside beside) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        Intake intake = new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, beside, outcome::complete);
        return submit(intake) ? told(intake, outcome) : new Intake.Outcome.Failed("the log's queue is full");
    }

    /** What still waits when the patience is over is taken back; what is being written is waited for once more. */
    private Intake.Outcome told(Intake intake, CompletableFuture<Intake.Outcome> outcome) {
        try {
            try {
                return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return writer.withdraw(intake)
                        ? new Intake.Outcome.Failed("the log is still at what came before")
                        : outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException late) {
            return new Intake.Outcome.Unsettled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return writer.withdraw(intake) ? new Intake.Outcome.Failed("interrupted") : new Intake.Outcome.Unsettled();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the writer tells what came of it and fails nobody", e);
        }
    }

    /** The last line that can be read. */
    public long head() {
        return head.get();
    }

    /** How many intakes wait for the writer. */
    public int waiting() {
        return writer.waiting();
    }

    /** Why the last batch failed, or empty where the last one was written. */
    public String trouble() {
        return writer.trouble();
    }

    /** How long the batch under way has been at it; zero while there is none. */
    public Duration busy() {
        return writer.busy();
    }

    /** Told of every batch, after its commit, on the writer's thread: must not block. */
    public AutoCloseable follow(Consumer<List<Entry>> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** The lines after {@code seq}, oldest first: where there are any, at least one, and fewer where they are long. */
    public List<Entry> after(long seq, int limit) {
        return leavesAfter(seq, limit).stream().map(Leaf::entry).toList();
    }

    /** The same with the copies that others have made of them. */
    public List<Leaf> leavesAfter(long seq, int limit) {
        long upTo = head.get();
        if (seq >= upTo) {
            return List.of();
        }
        return recent.after(seq, upTo, limit)
                .orElseGet(() ->
                        log.entries(seq, upTo, limit).stream().map(Leaf::new).toList());
    }

    /** The lines after {@code seq} without their content, which costs no opening of seals. */
    public List<LogReader.Place> placesAfter(long seq, int limit) {
        long upTo = head.get();
        if (seq >= upTo) {
            return List.of();
        }
        return recent.after(seq, upTo, limit)
                .map(leaves -> leaves.stream().map(Leaf::entry).toList())
                .map(entries -> LogReader.Place.of(entries, entries.size() < limit))
                .orElseGet(() -> log.places(seq, upTo, limit));
    }

    /** One line, if it is there. */
    public List<Entry> at(long seq) {
        return log.entries(seq - 1, seq, 1);
    }

    /** The first version's line of a message, 0 where it has none. */
    public long firstSeq(MessageId id) {
        return log.firstSeq(id);
    }

    public LogReader log() {
        return log;
    }

    private void committed(Batch.Written written) {
        recent.add(written.entries());
        head.set(written.head());
        if (!written.entries().isEmpty()) {
            followers.forEach(f -> f.accept(written.entries()));
        }
    }
}
