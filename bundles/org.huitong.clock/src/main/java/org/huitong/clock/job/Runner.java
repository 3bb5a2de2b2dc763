// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.Jobs.State;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, a few at a time, each on a thread of its own. A run that ends, however it does, leaves a row that says so; a
 * process that ends without a word leaves rows that another one, or this one when it is back, finds unattended.
 */
final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final int AT_ONCE = 3;
    private static final long PATIENCE_S = 10;
    private static final int TRIES = 8;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final LocalText CANCELLED =
            LocalText.of("已取消。此前完成的部分保留。", "Cancelled. What was done before stays done.");
    private static final LocalText CUT_OFF = LocalText.of(
            "系统或扩展在运行中停止，任务没有完成。请查看已完成的部分，再重新开始。",
            "The hub or the extension stopped while it ran, and it was not finished. Look at what was done, and start again.");
    private static final LocalText BROKE =
            LocalText.of("任务出错，没有完成；原因见系统日志。", "It broke and was not finished; the log of the hub says why.");

    private final JobShelf shelf;
    private final Vault vault;
    private final Path folder;
    private final InstantSource clock;
    private final String me = UUID.randomUUID().toString();
    private final Map<String, Under> runs = new ConcurrentHashMap<>();

    Runner(JobShelf shelf, Vault vault, Path folder, InstantSource clock) {
        this.shelf = shelf;
        this.vault = vault;
        this.folder = folder;
        this.clock = clock;
    }

    String name() {
        return me;
    }

    Path file(String id) {
        return folder.resolve(id);
    }

    /** Begins what waits and whose kind is here, as far as there is room. */
    void begin(Map<String, JobKind> kinds) {
        if (runs.size() >= AT_ONCE) {
            return;
        }
        for (Kept kept : shelf.waiting(kinds.keySet(), 100)) {
            try {
                begin(kept, kinds.get(kept.job().kind()));
            } catch (RuntimeException | Error e) {
                // One that cannot begin must not keep the others from it.
                LOG.error("A job cannot begin, job={}", kept.id(), Unquoted.of(e));
                runs.remove(kept.id());
                shelf.end(kept, Optional.of(me), State.FAILED, BROKE, clock.instant(), Optional.empty());
            }
        }
    }

    /** @param kindOrNull null where it is not here */
    private void begin(Kept kept, JobKind kindOrNull) {
        if (kept.cancelAsked()) {
            // Its run was cut off before it came to that.
            shelf.end(kept, Optional.empty(), State.CANCELLED, CANCELLED, clock.instant(), Optional.empty());
        } else if (kept.cutOff() && !resumes(kindOrNull)) {
            shelf.end(kept, Optional.empty(), State.FAILED, CUT_OFF, clock.instant(), Optional.empty());
        } else if (runs.size() < AT_ONCE && shelf.take(kept.id(), me)) {
            start(kept, kindOrNull);
        }
    }

    private static boolean resumes(JobKind kind) {
        try {
            return kind.resumes();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A kind of jobs cannot say whether it resumes", Unquoted.of(e));
            return false;
        }
    }

    /** Whether a run that stands in this process's name goes on here. */
    boolean runs(String id) {
        return runs.containsKey(id);
    }

    private void start(Kept kept, JobKind kind) {
        Run run = new Run(kept, shelf.argument(kept.id()), shelf, vault, file(kept.id()));
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> work(run, kind, over), "huitong-job-" + kept.job().kind());
        thread.setDaemon(true);
        runs.put(kept.id(), new Under(run, kind, over));
        thread.start();
    }

    private void work(Run run, JobKind kind, CountDownLatch over) {
        try {
            write(run, ending(run, kind));
        } finally {
            runs.remove(run.id());
            over.countDown();
        }
    }

    /** How a run ended. @param state empty where it is to go on elsewhere, or later */
    private record Ending(Optional<State> state, LocalText words, Optional<Kept.Result> file) {
        static Ending of(State state, LocalText words) {
            return new Ending(Optional.of(state), words, Optional.empty());
        }
    }

    /** Whatever a kind throws, its job has an end: also what is no exception, as where the memory was too small for it. */
    private Ending ending(Run run, JobKind kind) {
        try {
            LocalText words = run.kept().undoOf().isPresent() ? kind.undo(run) : kind.run(run);
            return new Ending(Optional.of(State.DONE), Objects.requireNonNull(words), run.closeFile());
        } catch (InterruptedException e) {
            return interrupted(run);
        } catch (JobFailure e) {
            return Ending.of(State.FAILED, e.words());
        } catch (Throwable e) {
            if (run.isCancelled()) {
                return interrupted(run);
            }
            LOG.error("A job broke, job={} kind={}", run.id(), run.kept().job().kind(), Unquoted.of(e));
            return Ending.of(State.FAILED, BROKE);
        }
    }

    private static Ending interrupted(Run run) {
        return run.wasStopped()
                ? new Ending(Optional.empty(), CUT_OFF, Optional.empty())
                : Ending.of(State.CANCELLED, CANCELLED);
    }

    /** Again, where the database is away for a moment; where it stays away the run counts as cut off when it is back. */
    private void write(Run run, Ending ending) {
        for (int left = TRIES; left > 0; left--) {
            try {
                end(run, ending);
                return;
            } catch (RuntimeException e) {
                LOG.warn("The end of a job cannot be written down, job={}", run.id(), Unquoted.of(e));
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void end(Run run, Ending ending) {
        if (ending.state().isEmpty()) {
            shelf.release(run.id(), me);
            return;
        }
        clear(run, ending);
        State state = ending.state().get();
        shelf.end(run.kept(), Optional.of(me), state, ending.words(), clock.instant(), ending.file());
        LOG.info(
                "A job is over, job={} kind={} state={}",
                run.id(),
                run.kept().job().kind(),
                state);
    }

    private void clear(Run run, Ending ending) {
        try {
            shelf.beat(run.id(), me, run.done(), run.total());
            if (ending.file().isEmpty()) {
                run.closeFile();
                Files.deleteIfExists(file(run.id()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The rest of a job could not be cleared away, job={}", run.id(), Unquoted.of(e));
        }
    }

    /** Says that the runs of this process live, and hears which are to end. */
    void beat() {
        runs.forEach((id, under) -> {
            if (shelf.beat(id, me, under.run().done(), under.run().total())) {
                under.run().cancel();
            }
        });
    }

    Optional<long[]> progress(String id) {
        return Optional.ofNullable(runs.get(id))
                .map(under -> new long[] {under.run().done(), under.run().total()});
    }

    /** Returns when no run of this kind is under way, or after a while. */
    void leave(JobKind kind) {
        runs.values().stream().filter(under -> under.kind() == kind).forEach(Under::stop);
        runs.values().stream().filter(under -> under.kind() == kind).forEach(Under::await);
    }

    void close() {
        runs.values().forEach(Under::stop);
        runs.values().forEach(Under::await);
    }

    private record Under(Run run, JobKind kind, CountDownLatch over) {
        void stop() {
            run.stop();
        }

        void await() {
            try {
                if (!over.await(PATIENCE_S, TimeUnit.SECONDS)) {
                    LOG.warn("A job does not end and is left behind, job={}", run.id());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
