// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.operation.Check;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every file looked at by the virus scanner before anybody gets it, where there is one. Nothing is handed out
 * unexamined: while the scanner is away, files wait for it; what it finds infected stays apart, as evidence, until its
 * message is forgotten.
 */
@Component(
        configurationPid = "org.huitong.media",
        service = {Examiner.class, Check.class},
        immediate = true)
public final class Examiner implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int AT_ONCE = 20;
    private static final Duration LATER = Duration.ofHours(1);

    private static final LocalText AWAY =
            LocalText.of("病毒扫描器没有应答，等它恢复", "the virus scanner does not answer; the file waits for it");
    private static final LocalText UNREADABLE =
            LocalText.of("文件已不在存储中，或已损坏", "the file is not in its folder any more, or damaged");

    private final MediaShelf shelf;
    private final MediaStore store;
    private final Audit audit;
    private final Clock clock;
    private final Optional<Clamd> clamd;
    private final boolean misspelt;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "huitong-media-examiner");
        made.setDaemon(true);
        return made;
    });
    private final Ticks.Tick tick;
    private volatile Optional<String> trouble = Optional.empty();

    @Activate
    public Examiner(
            @Reference MediaShelf shelf,
            @Reference MediaStore store,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Ticks ticks,
            MediaConfig config) {
        this(shelf, store, audit, clock, ticks, config.scanner().strip(), PATIENCE);
    }

    Examiner(
            MediaShelf shelf,
            MediaStore store,
            Audit audit,
            Clock clock,
            Ticks ticks,
            String scanner,
            Duration patience) {
        this.shelf = shelf;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.clamd = Clamd.at(scanner, ticks, patience);
        this.misspelt = !scanner.isEmpty() && clamd.isEmpty();
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
        // As the desk does it: nobody who may be at the database is interrupted.
        tick.close();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A file is still being examined");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (MediaFile file : shelf.due(MediaFile.State.CHECKING, clock.instant(), AT_ONCE)) {
                examine(file);
            }
        } catch (RuntimeException e) {
            // The next look may find the database well again.
            LOG.warn("Files cannot be examined now exception={}", e.getClass().getName());
        } finally {
            looking.set(false);
        }
    }

    private void examine(MediaFile file) {
        if (misspelt) {
            postpone(file, AWAY, AGAIN);
            return;
        }
        if (clamd.isEmpty()) {
            // It was fetched when there was a scanner, and there is to be none any more.
            shelf.clean(file);
            return;
        }
        try (InputStream bytes = store.open(file, new Span(0, file.bytes()))) {
            Clamd.Verdict verdict = clamd.get().look(bytes);
            trouble = Optional.empty();
            if (verdict instanceof Clamd.Verdict.Clean) {
                shelf.clean(file);
            } else if (verdict instanceof Clamd.Verdict.Infected infected) {
                isolate(file, infected.signature());
            } else if (verdict instanceof Clamd.Verdict.Undecided undecided) {
                postpone(file, undecided(undecided.words()), LATER);
            }
        } catch (Clamd.Unreachable e) {
            trouble = Optional.of("The virus scanner does not answer, and files wait for it. Start clamd, or mend or"
                    + " empty the setting scanner of org.huitong.media.");
            postpone(file, AWAY, AGAIN);
        } catch (IOException e) {
            LOG.warn("A file cannot be read to be examined message={} why={}", file.message(), e.getMessage());
            postpone(file, UNREADABLE, LATER);
        }
    }

    private void postpone(MediaFile file, LocalText why, Duration pause) {
        Instant at = clock.instant().plus(pause);
        shelf.postpone(file, at, why);
    }

    private static LocalText undecided(String words) {
        return LocalText.of(
                "病毒扫描器没有给出结论，每小时再试：" + words, "the virus scanner cannot tell, and is asked each hour: " + words);
    }

    private void isolate(MediaFile file, String signature) {
        LocalText why = LocalText.of("已隔离，发现病毒：" + signature, "isolated, a virus was found: " + signature);
        boolean isolated = shelf.isolate(
                file,
                why,
                transaction -> audit.note(
                        transaction,
                        Deed.done(
                                        Doer.HUB,
                                        "media.isolate",
                                        Thing.of("message", file.message().value()))
                                .changing("", signature + "\nsha256 " + file.hash())));
        if (isolated) {
            LOG.warn(
                    "A file is infected and was isolated connector={}~{} message={} signature={}",
                    file.platform(),
                    file.account(),
                    file.message(),
                    signature);
        }
    }

    @Override
    public String name() {
        return "media-scanner";
    }

    @Override
    public Result result() {
        if (misspelt) {
            return Result.degraded("The setting scanner of org.huitong.media is neither host:port nor the path of a"
                    + " socket: files wait. Mend or empty it.");
        }
        return trouble.map(Result::degraded)
                .orElseGet(() -> Result.up(
                        clamd.isPresent()
                                ? "Files are examined before they are handed out"
                                : "No virus scanner is set: files are handed out unexamined"));
    }
}
