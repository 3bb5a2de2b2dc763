// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.StoreException;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader at its desk: a thread of the hub hands it the log, batch by batch.
 *
 * <p>Why each entry takes effect once: effect and cursor are committed together, and the cursor is moved by
 * compare-and-set, so a second desk of the same reader (an update that overlaps) rolls its effect back. Why none is
 * missed: entries become readable in the order of {@code seq}, and the cursor never passes one that was not handed
 * over or parked.
 */
final class Desk {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int AT_ONCE = 200;
    private static final int TRIES = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final String name;
    private final Reader reader;
    private final ReaderName.Start start;
    private final List<String> awaits;
    private final Journal journal;
    private final Awaited awaited;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Thread thread;
    private volatile boolean open = true;
    private boolean told;

    /** Tells which stages a reader really has to wait for. */
    interface Awaited {
        boolean isAwaited(String stage);
    }

    Desk(String name, Reader reader, ReaderName.Start start, List<String> awaits, Journal journal, Awaited awaited) {
        this.name = name;
        this.reader = reader;
        this.start = start;
        this.awaits = awaits;
        this.journal = journal;
        this.awaited = awaited;
        this.thread = new Thread(this::work, "huitong-reader-" + name);
    }

    void open() {
        thread.start();
    }

    String name() {
        return name;
    }

    boolean holds(Reader other) {
        return reader == other;
    }

    /** Something is new in the log, or the cursor was set. */
    void tell() {
        lock.lock();
        try {
            told = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; a batch under way is finished or rolled back before this returns, within a limit. */
    void close() {
        open = false;
        tell();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("A reader does not come back; it is interrupted reader={}", name);
            thread.interrupt();
        }
    }

    /** The stage that holds the reader up at this line, if any. */
    Optional<String> waitsFor(long position) {
        return journal.transactions().read(connection -> {
            for (String stage : awaits) {
                Optional<Debts.Stretch> owed = Debts.oldest(connection, stage);
                if (owed.isPresent() && owed.get().first() <= position + 1 && awaited.isAwaited(stage)) {
                    return Optional.of(stage);
                }
            }
            return Optional.empty();
        });
    }

    private void work() {
        while (open) {
            try {
                if (!readOn()) {
                    await(LOOK_AGAIN);
                }
            } catch (StoreException e) {
                LOG.warn("A reader waits for the database reader={}", name, e);
                await(LOOK_AGAIN);
            } catch (RuntimeException e) {
                LOG.error("A reader's desk failed and goes on reader={}", name, e);
                await(LOOK_AGAIN);
            }
        }
    }

    /** False where there is nothing to read now. */
    private boolean readOn() {
        Cursor cursor = cursor();
        List<Entry> entries = ready(cursor);
        if (entries.isEmpty()) {
            return false;
        }
        try {
            hand(cursor.position(), entries);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "A reader refused a batch; it is offered again one by one reader={} entries={}",
                    name,
                    entries.size(),
                    e);
            oneByOne(cursor.position(), entries);
        }
        return true;
    }

    private Cursor cursor() {
        return journal.transactions().write(connection -> {
            Optional<Cursor> there = Cursor.of(connection, name);
            if (there.isPresent()) {
                return there.get();
            }
            long head = journal.head();
            return Cursor.begin(connection, name, start == ReaderName.Start.BEGINNING ? 0 : head, head);
        });
    }

    private List<Entry> ready(Cursor cursor) {
        List<Entry> next = journal.after(cursor.position(), AT_ONCE);
        long upTo = awaits.isEmpty() || next.isEmpty() ? Long.MAX_VALUE : nothingOwedBefore();
        return next.stream()
                .takeWhile(e -> e.seq() < upTo)
                .map(e -> e.seq() <= cursor.liveFrom() ? replayed(e) : e)
                .toList();
    }

    private long nothingOwedBefore() {
        return journal.transactions().read(connection -> {
            long first = Long.MAX_VALUE;
            for (String stage : awaits) {
                Optional<Debts.Stretch> owed = Debts.oldest(connection, stage);
                if (owed.isPresent() && awaited.isAwaited(stage)) {
                    first = Math.min(first, owed.get().first());
                }
            }
            return first;
        });
    }

    private void hand(long from, List<Entry> entries) {
        long to = entries.get(entries.size() - 1).seq();
        journal.transactions().write(connection -> {
            reader.read(entries, connection);
            if (!Cursor.move(connection, name, from, to)) {
                throw new IllegalStateException("the cursor was moved by somebody else");
            }
            return null;
        });
    }

    private void oneByOne(long from, List<Entry> entries) {
        long position = from;
        for (Entry entry : entries) {
            for (int tried = 1; open; tried++) {
                try {
                    hand(position, List.of(entry));
                    break;
                } catch (RuntimeException | LinkageError e) {
                    if (!stillAt(position)) {
                        return;
                    }
                    if (tried == TRIES) {
                        park(position, entry.seq(), e);
                        break;
                    }
                    await(BETWEEN_TRIES);
                }
            }
            if (!open) {
                return;
            }
            position = entry.seq();
        }
    }

    private boolean stillAt(long position) {
        return journal.transactions()
                .read(connection -> Cursor.of(connection, name))
                .filter(c -> c.position() == position)
                .isPresent();
    }

    private void park(long position, long seq, Throwable why) {
        LOG.error("A reader refuses an entry again and again; it is parked reader={} seq={}", name, seq, why);
        journal.transactions().write(connection -> {
            Cursor.park(connection, name, seq, reason(why), TRIES, Instant.now());
            if (!Cursor.move(connection, name, position, seq)) {
                throw new IllegalStateException("the cursor was moved by somebody else");
            }
            return null;
        });
    }

    /** Offers a parked entry again; true where it was taken. */
    boolean retry(long seq) {
        List<Entry> entries = journal.at(seq).stream().map(Desk::replayed).toList();
        if (entries.isEmpty()) {
            return false;
        }
        try {
            return journal.transactions().write(connection -> {
                if (!Cursor.unpark(connection, name, seq)) {
                    return false;
                }
                reader.read(entries, connection);
                return true;
            });
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A parked entry was refused again reader={} seq={}", name, seq, e);
            journal.transactions().write(connection -> {
                Cursor.park(connection, name, seq, reason(e), 1, Instant.now());
                return null;
            });
            return false;
        }
    }

    private void await(Duration atMost) {
        lock.lock();
        try {
            if (!told && open) {
                news.awaitNanos(atMost.toNanos());
            }
            told = false;
        } catch (InterruptedException e) {
            open = false;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Names the failure and quotes nothing: messages of exceptions may contain what somebody wrote. */
    private static String reason(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return root.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static Entry replayed(Entry entry) {
        if (entry instanceof Entry.Said s) {
            return new Entry.Said(
                    s.seq(), Entry.Liveness.REPLAYED, s.message(), s.version(), s.receivedAt(), s.findings());
        }
        if (entry instanceof Entry.Recalled r) {
            return new Entry.Recalled(r.seq(), Entry.Liveness.REPLAYED, r.recall());
        }
        Entry.Found f = (Entry.Found) entry;
        return new Entry.Found(f.seq(), Entry.Liveness.REPLAYED, f.message(), f.finding());
    }
}
