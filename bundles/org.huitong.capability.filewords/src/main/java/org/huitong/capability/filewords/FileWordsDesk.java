// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.file.FileWords;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.keeping.KeptFiles.KeptFile;
import org.huitong.api.masking.Masks;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageType;
import org.huitong.api.operation.Check;
import org.huitong.api.reader.Entry;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Vault;
import org.huitong.capability.filewords.Outcome.Reason;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has files read once media has them, one at a time, each as long as it may take. */
@Component(
        configurationPid = "org.huitong.capability.filewords",
        service = {FileWordsDesk.class, FileWords.class, Check.class},
        immediate = true)
@Designate(ocd = FileWordsConfig.class)
public final class FileWordsDesk implements FileWords, Check {
    private static final Logger LOG = LoggerFactory.getLogger(FileWordsDesk.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** Media gives up after three days. */
    private static final Duration AWAITED = Duration.ofDays(4);

    private static final String NO_ROWS =
            "The list of files that are to be read cannot be looked at: see the log and the"
                    + " check of the database. It is tried again twice a second.";
    private static final String NOT_READ =
            "A file could not be read for a reason that is not the file's: see the log. It is"
                    + " tried again, ever more seldom, for four days.";

    private final FileWordsShelf shelf;
    private final KeptFiles files;
    private final Masks masks;
    private final Clock clock;
    private final Reading reading;
    private final Limits limits;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "huitong-filewords");
        made.setDaemon(true);
        return made;
    });
    private final Ticks.Tick tick;
    private volatile boolean open = true;
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * How much is done for one file.
     *
     * @param letters so many of it are kept
     */
    record Limits(long bytes, int letters, Duration patience, int megabytes) {
        static Limits of(FileWordsConfig config) {
            return new Limits(
                    config.largestMegabytes() * 1_000_000L,
                    config.letters(),
                    Duration.ofSeconds(config.seconds()),
                    config.memoryMegabytes());
        }
    }

    @Activate
    public FileWordsDesk(
            BundleContext context,
            FileWordsConfig config,
            @Reference Transactions transactions,
            @Reference(target = "(schema=filewords)") Schema tables,
            @Reference Vault vault,
            @Reference KeptFiles files,
            @Reference Masks masks,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this(
                new FileWordsShelf(transactions, vault),
                files,
                masks,
                Workshop.of(context),
                Limits.of(config),
                clock,
                ticks);
    }

    FileWordsDesk(
            FileWordsShelf shelf,
            KeptFiles files,
            Masks masks,
            Workshop workshop,
            Limits limits,
            Clock clock,
            Ticks ticks) {
        this.shelf = shelf;
        this.files = files;
        this.masks = masks;
        this.clock = clock;
        this.limits = limits;
        this.reading = new Reading(workshop, limits);
        thread.execute(workshop.benches()::clear);
        this.tick = ticks.every(LOOK, this::tick);
    }

    private void tick() {
        if (looking.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException closing) {
                looking.set(false);
            }
        }
    }

    @Deactivate
    void close() {
        open = false;
        tick.close();
        thread.shutdown();
        // Nobody who may be at the database is interrupted; who waits for a file to be read is done once its process
        // ends.
        reading.close();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A file is still being read");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            List<Row> due = shelf.due(clock.instant(), AT_ONCE);
            if (trouble.equals(Optional.of(NO_ROWS))) {
                trouble = Optional.empty();
            }
            for (Row row : due) {
                if (open && !reading.pauses()) {
                    serveOrPutOff(row);
                }
            }
            if (due.isEmpty()) {
                reading.rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The next look may find the database well again.
            trouble = Optional.of(NO_ROWS);
            LOG.warn("Files cannot be read now exception={}", e.getClass().getName());
        } finally {
            looking.set(false);
        }
    }

    /** Whatever is wrong with one file, even a class that is not there, is not in the way of the others behind it. */
    private void serveOrPutOff(Row row) throws InterruptedException {
        try {
            serve(row);
        } catch (RuntimeException | Error e) {
            // Where it was thrown and not what it says, which may be what stands in the file.
            LOG.warn(
                    "A file cannot be read now message={} exception={} at={}",
                    row.message(),
                    e.getClass().getName(),
                    List.of(e.getStackTrace()).stream().findFirst());
            await(row);
            trouble = Optional.of(NOT_READ);
        }
    }

    private void serve(Row row) throws InterruptedException {
        Optional<KeptFile> kept = files.find(row.message(), row.file());
        if (kept.isEmpty()) {
            await(row);
        } else if (!mayHaveWords(kept.get().kind())) {
            shelf.unreadable(row, Reason.KIND);
        } else if (kept.get().bytes() > limits.bytes()) {
            shelf.unreadable(row, Reason.LARGE);
        } else {
            read(row, kept.get());
        }
    }

    private void await(Row row) {
        Instant now = clock.instant();
        if (row.since().plus(AWAITED).isBefore(now)) {
            shelf.unreadable(row, Reason.NEVER);
            return;
        }
        Duration grown = Duration.ofSeconds(1L << Math.min(12, row.tries()));
        shelf.again(row, now.plus(grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown));
    }

    private static boolean mayHaveWords(String kind) {
        return !kind.startsWith("image/")
                && !kind.startsWith("audio/")
                && !kind.startsWith("video/")
                && !kind.contains("executable");
    }

    private void read(Row row, KeptFile file) throws InterruptedException {
        try (InputStream bytes = files.open(file)) {
            Optional<Outcome> outcome = reading.read(bytes, row.ended());
            if (!open || outcome.isEmpty()) {
                // Whoever ended the process was this desk, or it did not begin: the file is not to blame.
                return;
            }
            trouble = Optional.empty();
            if (outcome.get() instanceof Outcome.Unreadable unreadable) {
                shelf.unreadable(row, unreadable.reason());
            } else if (outcome.get() instanceof Outcome.Text words) {
                if (masks.isStateSecret(words.text())) {
                    LOG.warn("A file bears the mark of a state secret and is kept apart message={}", row.message());
                    files.isolate(file, "state-secret", Reason.SECRET.why());
                    shelf.unreadable(row, Reason.SECRET);
                } else {
                    shelf.read(row, words);
                }
            }
        } catch (Reading.Again again) {
            shelf.onceMore(row, clock.instant().plusSeconds(30));
        } catch (IOException e) {
            LOG.warn(
                    "A file cannot be opened to be read message={} exception={}",
                    row.message(),
                    e.getClass().getName());
            await(row);
        }
    }

    /** Pictures, voice and films have no words; what is called one and is none is found out by its bytes. */
    void want(Connection transaction, Entry.Said said, Attachment attachment) throws SQLException {
        if (attachment.type() == MessageType.FILE && !attachment.reference().isBlank()) {
            shelf.want(
                    transaction,
                    new Row(
                            said.id(),
                            files.name(attachment),
                            said.firstSeq(),
                            said.receivedAt(),
                            0,
                            false,
                            clock.instant()));
        }
    }

    void forget(Connection transaction, Collection<MessageId> messages) throws SQLException {
        shelf.forget(transaction, messages);
    }

    @Override
    public List<Known> after(long number, int most) {
        return shelf.after(number, most);
    }

    @Override
    public Optional<Standing> standing(MessageId message, String file) {
        return shelf.standing(message, file, limits.letters());
    }

    @Override
    public Optional<String> text(MessageId message, String file) {
        return shelf.text(message, file);
    }

    @Override
    public String name(Attachment attachment) {
        return files.name(attachment);
    }

    @Override
    public String name() {
        return "filewords";
    }

    @Override
    public Result result() {
        return reading.trouble()
                .or(() -> trouble)
                .map(Result::degraded)
                .orElseGet(() -> Result.up("Files are read, so that their words can be found"));
    }
}
