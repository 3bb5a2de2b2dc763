// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.store.AlreadyClosedException;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.file.FileWords;
import org.huitong.api.masking.Masks;
import org.huitong.api.message.Attachment;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.query.Concordance;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageView;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log into the concordance, and looks words up in it. */
@Component(service = {Concordance.class, Search.class})
public final class Search implements Reader, Concordance {
    static final String NAME = "search";
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final Duration WAITS = Duration.ofSeconds(2);
    /** What is lost by a crash is read again: so much of it. */
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int FILES_AT_ONCE = 10;

    private final Path folder;
    private final Vault vault;
    private final ZoneId zone;
    /** Shared by whoever puts and looks up, taken whole by whoever opens and closes. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private final Object progress = new Object();
    private volatile Volumes volumes;
    private volatile boolean open = true;

    /** Reads the words of files beside the log. */
    private final ExecutorService files = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "huitong-search-files");
        made.setDaemon(true);
        return made;
    });

    private final AtomicBoolean gathering = new AtomicBoolean();
    private Ticks.Tick tick = () -> {};

    /** Who reads files; may be away. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile FileWords fileWords;

    /** Without them nothing of what stands in a file is shown. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Masks masks;

    // Whoever reads, and whoever settles before.
    private ReaderBoard board;
    private boolean aligned;
    private long committedAt = System.nanoTime();

    @Activate
    public Search(BundleContext context, @Reference Vault vault, @Reference Clock clock, @Reference Ticks ticks)
            throws IOException {
        this(Path.of(context.getProperty("huitong.data"), NAME), vault, clock.zone());
        tick = ticks.every(LOOK, this::tick);
    }

    Search(Path folder, Vault vault, ZoneId zone) throws IOException {
        this.folder = folder;
        this.vault = vault;
        this.zone = zone;
        this.volumes = Volumes.open(folder, vault, zone);
    }

    @Deactivate
    void close() {
        open = false;
        tick.close();
        files.shutdown();
        lock.writeLock().lock();
        try {
            volumes.commit();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index was not written to its end; the rest is read again", e);
        } finally {
            volumes.close();
            lock.writeLock().unlock();
            tell();
        }
    }

    /** Sets the hub's cursor back where it is farther than the index, before anything is read. */
    synchronized void settle(ReaderBoard present) {
        board = present;
        align();
    }

    @Override
    public synchronized void read(List<Entry> entries, Connection transaction) {
        if (!align()) {
            // The hub sees that its cursor was moved meanwhile, and begins again from there.
            return;
        }
        try {
            shared(index -> {
                for (Entry entry : entries) {
                    if (entry instanceof Entry.Said said) {
                        List<Gram> grams = Wording.grams(said.message().content());
                        index.put(said.seq(), said.firstSeq(), said.receivedAt(), grams);
                    } else if (entry instanceof Entry.Forgotten forgotten) {
                        index.forget(forgotten.firstSeq());
                    }
                    index.passed(entry.seq());
                }
                commitInTime(index);
                return null;
            });
            tell();
        } catch (IOException | AlreadyClosedException e) {
            reopen();
            throw new IllegalStateException("the search index could not be written", e);
        }
    }

    private void commitInTime(Volumes index) throws IOException {
        if (System.nanoTime() - committedAt > BETWEEN_COMMITS.toNanos()) {
            index.commit();
            committedAt = System.nanoTime();
        }
    }

    private void tick() {
        if (fileWords != null && gathering.compareAndSet(false, true)) {
            try {
                files.execute(this::gather);
            } catch (RejectedExecutionException closing) {
                gathering.set(false);
            }
        }
    }

    private void gather() {
        try {
            while (open && gatherSome()) {
                Thread.yield();
            }
        } catch (RuntimeException e) {
            // The next look may find it well again; what is missed until then is not lost.
            LOG.warn(
                    "The words of files cannot be taken in now exception={}",
                    e.getClass().getName());
        } finally {
            gathering.set(false);
        }
    }

    /**
     * Takes in words of files that became known, of messages that were read already: so each stands in the volume of its
     * message. They are fetched while nothing of the log is read: what is forgotten meanwhile is told of behind.
     *
     * @return whether there may be more
     */
    synchronized boolean gatherSome() {
        FileWords present = fileWords;
        if (present == null || !aligned) {
            return false;
        }
        try {
            return shared(index -> {
                List<FileWords.Known> known = present.after(index.files(), FILES_AT_ONCE);
                for (FileWords.Known one : known) {
                    if (one.line() > index.cursor()) {
                        return false;
                    }
                    index.putFile(
                            one.number(), one.line(), one.receivedAt(), one.file(), Gram.of(Piece.of(one.text(), 0)));
                }
                commitInTime(index);
                return known.size() == FILES_AT_ONCE;
            });
        } catch (IOException | AlreadyClosedException e) {
            reopen();
            throw new IllegalStateException("the search index could not be written", e);
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
        lock.writeLock().lock();
        try {
            if (!open) {
                return;
            }
            volumes.close();
            aligned = false;
            volumes = Volumes.open(folder, vault, zone);
        } catch (IOException e) {
            throw new UncheckedIOException("the search index could not be opened", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public Places look(String words, long head) {
        Question question = Question.of(words);
        waitFor(head);
        return looked(index -> {
            boolean complete = index.cursor() >= head;
            index.refresh();
            return new Passages(question, complete);
        });
    }

    /** For a short while; what has been read by then can be found. */
    private void waitFor(long head) {
        long end = System.nanoTime() + WAITS.toNanos();
        synchronized (progress) {
            try {
                while (open && volumes.cursor() < head && System.nanoTime() < end) {
                    progress.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tell() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    private static Problem notNow() {
        return new Problem(
                503, "not-ready", LocalText.of("搜索现在不可用，请稍后再试。", "Search is not ready; try again in a moment."));
    }

    /** Something that is done with the index while nobody closes it. */
    private interface Use<T> {
        T of(Volumes index) throws IOException;
    }

    private <T> T shared(Use<T> use) throws IOException {
        lock.readLock().lock();
        try {
            if (!open) {
                throw notNow();
            }
            return use.of(volumes);
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T looked(Use<T> use) {
        try {
            return shared(use);
        } catch (IOException | AlreadyClosedException e) {
            LOG.warn("The search index could not be read", e);
            throw notNow();
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
            return looked(index -> index.lines(question, after, upTo, descending, most));
        }

        @Override
        public Set<Long> among(Collection<Long> lines) {
            return looked(index -> index.among(question, lines));
        }

        @Override
        public List<Highlight> in(MessageView shown) {
            List<Highlight> all =
                    new ArrayList<>(Wording.highlights(shown.message().content(), question));
            all.addAll(inFiles(shown));
            return all;
        }

        private List<Highlight> inFiles(MessageView shown) {
            FileWords present = fileWords;
            Masks stars = masks;
            List<Attachment> attachments = shown.message().content().attachments();
            if (present == null || stars == null || attachments.isEmpty()) {
                return List.of();
            }
            List<String> having = looked(index -> index.files(question, shown.seq()));
            List<Highlight> found = new ArrayList<>();
            for (int i = 0; i < attachments.size() && !having.isEmpty(); i++) {
                String file = present.name(attachments.get(i));
                if (having.contains(file)) {
                    String field = "attachments[" + i + "].text";
                    present.text(shown.id(), file)
                            .flatMap(text -> Excerpt.of(text, question, stars))
                            .ifPresent(excerpt -> found.add(
                                    new Highlight(field, excerpt.from(), excerpt.to(), Optional.of(excerpt.words()))));
                }
            }
            return found;
        }
    }
}
