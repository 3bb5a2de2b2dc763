// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.Jobs;
import org.huitong.api.clock.Ticks;
import org.huitong.api.clock.Ticks.Tick;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Vault;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where jobs are ordered, and seen to. */
@Component(
        service = {Jobs.class, JobOffice.class},
        immediate = true)
public final class JobOffice implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobOffice.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration FILE_KEPT = Duration.ofDays(7);
    private static final Duration ROW_KEPT = Duration.ofDays(90);
    /** How long another process may say nothing until its runs count as cut off, counted in looks. */
    private static final int SILENT_LOOKS = 80;

    private static final int LONGEST_ARGUMENT = 1 << 20;

    private final JobShelf shelf;
    private final Runner runner;
    private final Vault vault;
    private final Clock clock;
    private final boolean alone;
    private final Map<JobKind, String> kinds = new ConcurrentHashMap<>();
    private final Map<String, Silence> silences = new HashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "huitong-jobs");
        thread.setDaemon(true);
        return thread;
    });
    private final Tick look;
    private final Tick sweep;

    @Activate
    public JobOffice(
            BundleContext context,
            @Reference Transactions transactions,
            @Reference(target = "(schema=clock)") Schema tables,
            @Reference Vault vault,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this(transactions, vault, clock, ticks, folder(context));
    }

    JobOffice(Transactions transactions, Vault vault, Clock clock, Ticks ticks, Path folder) {
        this.vault = vault;
        this.clock = clock;
        this.shelf = new JobShelf(transactions, vault);
        this.runner = new Runner(shelf, vault, folder, clock);
        this.alone = transactions.dialect() == Transactions.Dialect.DERBY;
        this.look = ticks.every(LOOK, this::look);
        this.sweep = ticks.every(SWEEP, () -> submit(this::sweep));
    }

    private static Path folder(BundleContext context) {
        String data = context.getProperty("huitong.data");
        return Path.of(data == null ? "data" : data, "jobs");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(JobKind kind, Map<String, Object> properties) {
        if (properties.get("huitong.job") instanceof String name) {
            kinds.put(kind, name);
        } else {
            LOG.error(
                    "A kind of jobs has no name and runs none, kind={}",
                    kind.getClass().getName());
        }
    }

    /** Returns when none of its runs is under way: its bundle may go then. */
    void remove(JobKind kind) {
        kinds.remove(kind);
        runner.leave(kind);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            submit(() -> {
                try {
                    runner.beat();
                    attend();
                    runner.begin(byName());
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private Map<String, JobKind> byName() {
        Map<String, JobKind> named = new HashMap<>();
        kinds.forEach((kind, name) -> named.put(name, kind));
        return named;
    }

    /**
     * Finds runs whose process ended without a word: of an embedded database there is no other process. A run in this
     * process's own name that does not go on here ended without a word, too.
     */
    private void attend() {
        List<JobShelf.Running> running = shelf.running();
        silences.keySet().retainAll(running.stream().map(JobShelf.Running::id).toList());
        for (JobShelf.Running run : running) {
            boolean left = run.runner().equals(runner.name()) ? !runner.runs(run.id()) : isDead(run);
            if (left) {
                LOG.warn("A job was cut off, job={}", run.id());
                shelf.release(run.id(), run.runner());
            }
        }
    }

    private boolean isDead(JobShelf.Running run) {
        Silence before = silences.get(run.id());
        boolean silent =
                before != null && before.beat() == run.beat() && before.runner().equals(run.runner());
        int looks = silent ? before.looks() + 1 : 0;
        silences.put(run.id(), new Silence(run.runner(), run.beat(), looks));
        return alone || looks >= SILENT_LOOKS;
    }

    private record Silence(String runner, long beat, int looks) {}

    private void sweep() {
        Instant now = clock.instant();
        for (String id : shelf.endedBefore(now.minus(FILE_KEPT))) {
            deleteFile(id);
        }
        shelf.endedBefore(now.minus(ROW_KEPT)).forEach(shelf::delete);
    }

    private void deleteFile(String id) {
        try {
            if (Files.deleteIfExists(runner.file(id))) {
                shelf.dropFile(id);
            }
        } catch (IOException e) {
            LOG.warn("The file of a job cannot be deleted, job={}", id, e);
        }
    }

    private void submit(Runnable work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | LinkageError e) {
                    LOG.warn("Jobs could not be looked after", Unquoted.of(e));
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub is ending");
        }
    }

    @Override
    public String start(Connection transaction, Order order) throws SQLException {
        if (order.argument().length() > LONGEST_ARGUMENT) {
            throw new IllegalArgumentException("the argument of a job has up to " + LONGEST_ARGUMENT + " characters");
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        shelf.add(transaction, id, order, Optional.empty(), clock.instant());
        return id;
    }

    @Override
    public String start(Order order) {
        return shelf.transactions().write(connection -> start(connection, order));
    }

    /** Orders that a job be taken back; empty where that cannot be, or is under way. */
    Optional<String> undo(Kept kept, String by) {
        if (!isUndoable(kept)) {
            return Optional.empty();
        }
        String argument = shelf.argument(kept.id());
        LocalText title = LocalText.of(
                "撤销：" + kept.job().title().zh(), "Undo: " + kept.job().title().en());
        String id = UUID.randomUUID().toString().replace("-", "");
        return shelf.transactions().write(connection -> {
            // Of two who ask at once the second waits here, and then sees what the first has ordered.
            if (!shelf.lock(connection, kept.id()) || shelf.isBeingUndone(connection, kept.id())) {
                return Optional.<String>empty();
            }
            Order order = new Order(kept.job().kind(), title, by, kept.permission(), argument);
            shelf.add(connection, id, order, Optional.of(kept.id()), clock.instant());
            return Optional.of(id);
        });
    }

    boolean isUndoable(Kept kept) {
        JobKind kind = byName().get(kept.job().kind());
        return kind != null
                && kind.undoes()
                && kept.job().state().isOver()
                && !kept.undone()
                && kept.undoOf().isEmpty();
    }

    @Override
    public Optional<Job> find(String id) {
        return kept(id).map(Kept::job);
    }

    Optional<Kept> kept(String id) {
        return shelf.find(id).map(this::now);
    }

    List<Kept> newest(int most) {
        return shelf.newest(most).stream().map(this::now).toList();
    }

    List<Kept> ofOwner(String owner, int most) {
        return shelf.ofOwner(owner, most).stream().map(this::now).toList();
    }

    /** With the progress of this moment, where it runs here. */
    private Kept now(Kept kept) {
        return runner.progress(kept.id()).map(far -> kept.at(far[0], far[1])).orElse(kept);
    }

    @Override
    public void cancel(String id) {
        shelf.cancel(id, clock.instant());
    }

    /** The result's file, opened; empty where it is gone. */
    Optional<InputStream> file(Kept kept) throws IOException {
        Path file = runner.file(kept.id());
        return kept.result().isPresent() && Files.exists(file)
                ? Optional.of(ResultFile.open(file, vault, kept.id()))
                : Optional.empty();
    }

    @Deactivate
    void close() {
        look.close();
        sweep.close();
        runner.close();
        worker.shutdown();
        try {
            worker.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
