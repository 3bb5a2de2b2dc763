// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.store.AlreadyClosedException;
import org.huitong.api.clock.Clock;
import org.huitong.api.message.Content;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.query.Concordance;
import org.huitong.api.query.Highlight;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.api.web.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log into the concordance, and looks words up in it. */
@Component(service = {Concordance.class, Search.class})
public final class Search implements Reader, Concordance {
    static final String NAME = "search";
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final Duration WAITS = Duration.ofSeconds(2);
    /** What is lost by a crash is read again: so much of it. */
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(5);

    private final Path folder;
    private final Vault vault;
    private final ZoneId zone;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Condition moved = lock.writeLock().newCondition();

    // Under the lock.
    private ReaderBoard board;
    private Volumes volumes;
    private boolean open = true;
    private boolean unseen = true;
    /** Whether the hub's cursor is known to be no farther than ours. */
    private boolean aligned;

    private long committedAt = System.nanoTime();

    @Activate
    public Search(BundleContext context, @Reference Vault vault, @Reference Clock clock) throws IOException {
        this(Path.of(context.getProperty("huitong.data"), NAME), vault, clock.zone());
    }

    Search(Path folder, Vault vault, ZoneId zone) throws IOException {
        this.folder = folder;
        this.vault = vault;
        this.zone = zone;
        this.volumes = Volumes.open(folder, vault, zone);
    }

    /** Sets the hub's cursor back where it is farther than the index, before anything is read. */
    void settle(ReaderBoard board) {
        lock.writeLock().lock();
        try {
            this.board = board;
            align();
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Deactivate
    void close() {
        lock.writeLock().lock();
        try {
            open = false;
            moved.signalAll();
            volumes.commit();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index was not written to its end; the rest is read again", e);
        } finally {
            volumes.close();
            lock.writeLock().unlock();
        }
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) {
        lock.writeLock().lock();
        try {
            if (!open) {
                throw new IllegalStateException("the search index is closed");
            }
            if (!align()) {
                // The hub sees that its cursor was moved meanwhile, and begins again from there.
                return;
            }
            for (Entry entry : entries) {
                if (entry instanceof Entry.Said said) {
                    volumes.put(
                            said.seq(),
                            said.firstSeq(),
                            said.receivedAt(),
                            Wording.grams(said.message().content()));
                }
                volumes.passed(entry.seq());
            }
            unseen = true;
            if (System.nanoTime() - committedAt > BETWEEN_COMMITS.toNanos()) {
                volumes.commit();
                committedAt = System.nanoTime();
            }
            moved.signalAll();
        } catch (IOException | AlreadyClosedException e) {
            reopen();
            throw new IllegalStateException("the search index could not be written", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Sets the hub's cursor back where it is farther than the index: after a crash, or where the index has to be made anew.
     * Called while nothing is on its way from the hub but what is being read.
     *
     * @return whether what is read now goes on where the index ends
     */
    private boolean align() {
        if (aligned) {
            return true;
        }
        long ours = volumes.cursor();
        aligned = true;
        boolean ahead =
                board.readers().stream().anyMatch(reader -> reader.name().equals(NAME) && reader.cursor() > ours);
        if (ahead) {
            LOG.info("The search index is read up from the log seq={}", ours);
            board.replay(NAME, ours);
        }
        return !ahead;
    }

    private void reopen() {
        try {
            volumes.close();
            aligned = false;
            volumes = Volumes.open(folder, vault, zone);
        } catch (IOException e) {
            throw new UncheckedIOException("the search index could not be opened", e);
        }
    }

    @Override
    public Places look(String words, long head) {
        Question question = Question.of(words);
        return new Passages(question, caughtUp(head));
    }

    /** Waits for a short while; what has been read by then can be found. */
    private boolean caughtUp(long head) {
        lock.writeLock().lock();
        try {
            long patience = WAITS.toNanos();
            while (open && volumes.cursor() < head && patience > 0) {
                patience = moved.awaitNanos(patience);
            }
            needOpen();
            if (unseen) {
                volumes.refresh();
                unseen = false;
            }
            return volumes.cursor() >= head;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException | AlreadyClosedException e) {
            reopen();
            throw notNow();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void needOpen() {
        if (!open) {
            throw notNow();
        }
    }

    private static Problem notNow() {
        return new Problem(
                503, "not-ready", LocalText.of("搜索现在不可用，请稍后再试。", "Search is not ready; try again in a moment."));
    }

    /** Something that is looked up while nobody closes the index. */
    private interface Looking<T> {
        T in(Volumes volumes) throws IOException;
    }

    private <T> T looked(Looking<T> looking) {
        lock.readLock().lock();
        try {
            needOpen();
            return looking.in(volumes);
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("The search index could not be read", e);
            throw notNow();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Where the words of one question stand. */
    private final class Passages implements Places {
        private final Question question;
        private final boolean complete;

        Passages(Question question, boolean complete) {
            this.question = question;
            this.complete = complete;
        }

        @Override
        public boolean complete() {
            return complete;
        }

        @Override
        public List<Long> lines(long after, long upTo, boolean descending, int most) {
            return looked(volumes -> volumes.lines(question, after, upTo, descending, most));
        }

        @Override
        public Set<Long> among(Collection<Long> lines) {
            return looked(volumes -> volumes.among(question, lines));
        }

        @Override
        public List<Highlight> in(Content shown) {
            return Wording.highlights(shown, question);
        }
    }
}
