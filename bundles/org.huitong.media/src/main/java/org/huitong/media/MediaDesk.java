// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.file.FileDoor;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what is wanted, two files at a time. What fails is tried again after 5 s, 10 s … an hour, until three days have
 * gone by: after those no platform hands it out any more.
 */
@Component(service = MediaDesk.class, immediate = true)
public final class MediaDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MediaDesk.class);
    private static final int HANDS = 2;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration KEPT_BY_PLATFORMS = Duration.ofDays(3);

    private static final LocalText FULL = LocalText.of("附件的存储配额已用完", "the quota for attached files is used up");
    private static final LocalText TOO_LARGE = LocalText.of("文件超过了允许保存的大小", "the file is larger than what may be kept");
    private static final LocalText NO_WAY =
            LocalText.of("此平台的附件目前不能取回", "files of this platform cannot be fetched so far");
    private static final LocalText AWAY = LocalText.of("此账号的连接器不在，等它回来", "the connector of this account is away");
    private static final LocalText GONE =
            LocalText.of("所发送的文件已不在汇通中", "the file that was sent is not in the hub any more");
    private static final LocalText BROKE_OFF = LocalText.of("下载中断，稍后再试", "the file broke off; it is tried again");

    private final MediaShelf shelf;
    private final MediaStore store;
    private final Connectors connectors;
    private final Errands errands;
    private final FileDoor files;
    private final Receiving receiving;
    private final Asked asked;
    private final InstantSource clock;
    private final Courier courier;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Ticks.Tick tick;
    private final ExecutorService looks = hands(1, "huitong-media");
    private final ExecutorService hands = hands(HANDS, "huitong-media-hand");
    private final ExecutorService wires = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "huitong-media-wire");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public MediaDesk(
            @Reference MediaShelf shelf,
            @Reference MediaStore store,
            @Reference Connectors connectors,
            @Reference Errands errands,
            @Reference FileDoor files,
            @Reference Receiving receiving,
            @Reference Vault vault,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this.shelf = shelf;
        this.store = store;
        this.connectors = connectors;
        this.errands = errands;
        this.files = files;
        this.receiving = receiving;
        this.asked = new Asked(vault);
        this.clock = clock;
        this.courier = new Courier(wires, PATIENCE);
        this.tick = ticks.every(LOOK, this::tick);
    }

    private static ExecutorService hands(int count, String name) {
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The database may be slow, which is nothing for the clock's thread. */
    private void tick() {
        if (looking.compareAndSet(false, true)) {
            try {
                looks.execute(this::look);
            } catch (RejectedExecutionException closing) {
                looking.set(false);
            }
        }
    }

    @Deactivate
    void close() {
        // Nobody is interrupted, for Derby does not bear it: what is under way ends, or is fetched anew at the next
        // start.
        tick.close();
        looks.shutdown();
        hands.shutdown();
        try {
            if (!hands.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A file is still being fetched");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wires.shutdownNow();
    }

    private void look() {
        try {
            Instant now = clock.instant();
            for (MediaFile file : shelf.due(MediaFile.State.WAITING, now, 2 * HANDS)) {
                String name = file.message() + "/" + file.name();
                if (underWay.size() < HANDS && underWay.add(name)) {
                    begin(file, name);
                }
            }
            receiving.sweep(now);
            shelf.due(MediaFile.State.GONE, now, 50).forEach(this::destroy);
        } catch (RuntimeException e) {
            // The next look may find the database well again.
            LOG.warn(
                    "Attached files cannot be looked after now exception={}",
                    e.getClass().getName());
        } finally {
            looking.set(false);
        }
    }

    /** One that cannot be deleted holds up no other; it is tried again. */
    private void destroy(MediaFile file) {
        try {
            store.destroy(file);
        } catch (RuntimeException e) {
            LOG.error(
                    "A file of a forgotten message cannot be deleted connector={}~{} exception={}",
                    file.platform(),
                    file.account(),
                    e.getClass().getName());
        }
    }

    private void begin(MediaFile file, String name) {
        try {
            hands.execute(() -> {
                try {
                    serve(file);
                } catch (RuntimeException | LinkageError e) {
                    LOG.error(
                            "A file could not be seen to connector={}~{} exception={}",
                            file.platform(),
                            file.account(),
                            e.getClass().getName());
                    again(file, BROKE_OFF, Duration.ofMinutes(1), "");
                } finally {
                    underWay.remove(name);
                }
            });
        } catch (RejectedExecutionException closing) {
            underWay.remove(name);
        }
    }

    private void serve(MediaFile file) {
        if (store.isFull()) {
            again(file, FULL, LONGEST_PAUSE, "quota");
            return;
        }
        if (file.platform().equals(MediaFile.OURS)) {
            copy(file);
            return;
        }
        Optional<Connector> connector = connectors.of(file.platform(), file.account());
        if (connector.isEmpty()) {
            again(file, AWAY, Duration.ZERO, "");
        } else if (connector.get() instanceof MediaFetcher fetcher) {
            serve(file, fetcher);
        } else {
            shelf.failed(file, "withheld", NO_WAY);
        }
    }

    /** What was sent from here: a copy of its own, which goes with the message and not with what it was sent from. */
    private void copy(MediaFile file) {
        String ticket = asked.open(file).attachment().reference().substring(FileDoor.REFERENCE.length());
        try (InputStream bytes = files.open(ticket);
                SealedFolder.Writing writing = store.write(file)) {
            bytes.transferTo(writing);
            store.keep(file, writing);
        } catch (FileNotFoundException e) {
            shelf.failed(file, "expired", GONE);
        } catch (IOException e) {
            again(file, BROKE_OFF, Duration.ZERO, "");
        }
    }

    private void serve(MediaFile file, MediaFetcher fetcher) {
        MediaFetcher.Wanted wanted = asked.open(file);
        try {
            Optional<Token> refused = Optional.empty();
            for (int turn = 0; turn < 2; turn++) {
                Errands.Ending<Found> ending = ask(file, fetcher, wanted, refused);
                if (!(ending instanceof Errands.Ending.Done<Found> done)) {
                    ended(file, ending);
                    return;
                }
                Optional<Step<MediaFetcher.Download>> instead = pour(file, fetcher, done.value());
                if (instead.isEmpty()) {
                    return;
                }
                if (!(instead.get() instanceof Step.Failed<MediaFetcher.Download> failed
                        && failed.failure() == Step.Failure.TOKEN)) {
                    ended(file, ending(instead.get()));
                    return;
                }
                refused = done.value().token();
            }
            again(file, BROKE_OFF, Duration.ofMinutes(1), "");
        } catch (SealedFolder.TooLarge e) {
            shelf.failed(file, "withheld", TOO_LARGE);
        } catch (MediaFetcher.NeverHad e) {
            shelf.failed(file, "expired", e.why());
        } catch (MediaFetcher.NotYet e) {
            again(file, e.why(), Duration.ZERO, "");
        } catch (IOException e) {
            again(file, BROKE_OFF, Duration.ZERO, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where a file is, and the token that led there. */
    private record Found(MediaFetcher.Download download, Optional<Token> token) {}

    private Errands.Ending<Found> ask(
            MediaFile file, MediaFetcher fetcher, MediaFetcher.Wanted wanted, Optional<Token> refused)
            throws IOException, InterruptedException {
        Step<MediaFetcher.Download> first = fetcher.fetch(wanted, Trail.beginning(Optional.empty()));
        if (first instanceof Step.Done<MediaFetcher.Download> done) {
            return new Errands.Ending.Done<>(new Found(done.value(), Optional.empty()));
        }
        try {
            return errands.<Found>run(
                            file.platform(),
                            file.account(),
                            (connector, trail) ->
                                    refused.isPresent() && trail.token().equals(refused)
                                            ? Step.tokenNeeded()
                                            : found(connector, wanted, trail))
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("nobody went on the errand", e);
        }
    }

    private static Step<Found> found(Connector connector, MediaFetcher.Wanted wanted, Trail trail) {
        if (!(connector instanceof MediaFetcher fetcher)) {
            return Step.failed(Step.Failure.ACCOUNT, NO_WAY);
        }
        Step<MediaFetcher.Download> step = fetcher.fetch(wanted, trail);
        if (step instanceof Step.Done<MediaFetcher.Download> done) {
            return Step.done(new Found(done.value(), trail.token()));
        }
        if (step instanceof Step.Ask<MediaFetcher.Download> ask) {
            return new Step.Ask<>(ask.call(), ask.note());
        }
        if (step instanceof Step.Later<MediaFetcher.Download> later) {
            return new Step.Later<>(later.after(), later.why(), later.hold());
        }
        if (step instanceof Step.Failed<MediaFetcher.Download> failed) {
            return new Step.Failed<>(failed.failure(), failed.detail());
        }
        return Step.failed(Step.Failure.ACCOUNT, NO_WAY);
    }

    /** @return what the platform said instead; empty where the file is here */
    private Optional<Step<MediaFetcher.Download>> pour(MediaFile file, MediaFetcher fetcher, Found found)
            throws IOException, MediaFetcher.NeverHad, MediaFetcher.NotYet, InterruptedException {
        try (SealedFolder.Writing writing = store.write(file)) {
            if (found.download() instanceof MediaFetcher.ByHand byHand) {
                byHand.work().into(writing);
            } else if (found.download() instanceof MediaFetcher.ByCall byCall) {
                Optional<Reply> words = courier.fetch(byCall.call(), writing);
                if (words.isPresent()) {
                    return Optional.of(fetcher.refused(words.get()));
                }
            }
            store.keep(file, writing);
            LOG.debug("A file is here connector={}~{}", file.platform(), file.account());
            return Optional.empty();
        }
    }

    private static Errands.Ending<Found> ending(Step<MediaFetcher.Download> step) {
        if (step instanceof Step.Later<MediaFetcher.Download> later) {
            return new Errands.Ending.Later<>(later.after(), later.why());
        }
        return step instanceof Step.Failed<MediaFetcher.Download> failed
                ? new Errands.Ending.Failed<>(failed.failure(), failed.detail())
                : new Errands.Ending.Later<>(Duration.ZERO, BROKE_OFF);
    }

    private void ended(MediaFile file, Errands.Ending<Found> ending) {
        if (ending instanceof Errands.Ending.Failed<Found> failed && failed.failure() == Step.Failure.REFUSED) {
            shelf.failed(file, "expired", failed.why());
        } else if (ending instanceof Errands.Ending.Failed<Found> failed) {
            again(file, failed.why(), Duration.ofMinutes(1), "");
        } else if (ending instanceof Errands.Ending.Later<Found> later) {
            again(file, later.why(), later.after(), "");
        }
    }

    private void again(MediaFile file, LocalText why, Duration atLeast, String reason) {
        Instant now = clock.instant();
        if (file.since().plus(KEPT_BY_PLATFORMS).isBefore(now)) {
            shelf.failed(file, reason.isEmpty() ? "expired" : reason, why);
            return;
        }
        Duration grown = Duration.ofSeconds(5L << Math.min(10, file.tries()));
        Duration pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        shelf.again(file, now.plus(atLeast.compareTo(pause) > 0 ? atLeast : pause), reason, why);
    }
}
