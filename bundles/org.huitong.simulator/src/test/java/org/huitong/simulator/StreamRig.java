// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.simulator.day.Day;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Script;

/** A simulated platform, a real connector that is connected to it, and as much of a hub as keeps its line open. */
final class StreamRig implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    final Account account;
    final Streams streams;
    final PlatformSide side;
    final Log log = new Log();
    final AtomicInteger unthanked = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "rig");
        thread.setDaemon(true);
        return thread;
    });
    private final SendServer desks = new SendServer(threads, CLOCK);
    final SocketServer sockets = new SocketServer(work -> {
        Thread thread = new Thread(work, "rig-socket");
        thread.setDaemon(true);
        return thread;
    });
    private final Account given;
    private Keeper keeper;
    private Keeper rival;

    /** A platform with a hub that is connected to it. */
    static StreamRig of(String platform) {
        return of(platform, settings -> settings);
    }

    /** @param otherwise what the hub was given instead of the right settings */
    static StreamRig of(String platform, UnaryOperator<Map<String, String>> otherwise) {
        StreamRig rig = new StreamRig(platform, otherwise);
        rig.connect();
        return rig;
    }

    /** A platform to which nobody is connected. */
    static StreamRig ofPlatformAlone(String platform) {
        return new StreamRig(platform, settings -> settings);
    }

    private StreamRig(String platform, UnaryOperator<Map<String, String>> otherwise) {
        Map<String, String> settings = new HashMap<>(Account.create(platform, "demo", "", "", desks.address(platform))
                .settings());
        settings.put("way", "stream");
        settings.put("botId", "robot");
        settings.put("streamUrl", sockets.address(platform) + "/");
        account = new Account(platform, "demo", settings);
        streams = account.streams(CLOCK, new Random(1)).orElseThrow();
        side = account.side();
        sockets.open(platform, streams);
        desks.open(
                platform,
                account.desk(
                        Script.ofTheDay(),
                        Optional.of(streams),
                        sockets.address(platform),
                        new Cards(),
                        (where, room, person, text) -> {}));
        given = new Account(platform, "demo", otherwise.apply(settings));
    }

    /** As when a connector comes, or is updated. */
    void connect() {
        if (keeper != null) {
            keeper.end();
        }
        keeper = new Keeper((LineKeeper) Connectors.of(given, CLOCK), log);
        keeper.start();
    }

    /** As when another program has the same keys. */
    void connectAnother() {
        rival = new Keeper((LineKeeper) Connectors.of(given, CLOCK), new Log());
        rival.start();
    }

    /** What a day at the company brings, so many of it: each of them another message. */
    List<Letter> letters(int count) {
        List<Letter> letters = new ArrayList<>();
        for (int day = 0; letters.size() < count; day++) {
            new Day(Script.ofTheDay(), Duration.ofMinutes(20), "r" + day, new Random(day))
                    .plan(day, Instant.parse("2026-11-22T00:00:00Z"), 9).stream()
                            .filter(one -> one.room().platform().equals(account.platform()))
                            .filter(one -> one.act() != Happening.Act.RECALL && one.act() != Happening.Act.EDIT)
                            .map(side::write)
                            .forEach(letters::add);
        }
        return letters.subList(0, count);
    }

    /** Pushed until there are thanks, as the platform does, only sooner. */
    void push(Letter letter) {
        unthanked.incrementAndGet();
        again(letter);
    }

    private void again(Letter letter) {
        streams.carry(side.post(letter, CLOCK.instant()), Duration.ofSeconds(5), reply -> {
            if (side.isThanks(letter, reply.status(), reply.body())) {
                unthanked.decrementAndGet();
            } else {
                CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, threads)
                        .execute(() -> again(letter));
            }
        });
    }

    @Override
    public void close() {
        if (keeper != null) {
            keeper.end();
        }
        if (rival != null) {
            rival.end();
        }
        sockets.close();
        desks.close();
        threads.shutdownNow();
    }

    /** The log, as far as it counts what is new in it. */
    static final class Log {
        final Map<String, Message> messages = new ConcurrentHashMap<>();
        final AtomicInteger seenAgain = new AtomicInteger();
        final List<String> ends = new CopyOnWriteArrayList<>();
        volatile boolean shut;
        volatile boolean stands;

        void keep(EvidenceReader reader, List<Evidence> came) throws IOException {
            if (shut) {
                throw new IOException("the database takes nothing now");
            }
            came.stream()
                    .flatMap(one -> reader.read(one).deliveries().stream())
                    .flatMap(delivery -> delivery.sightings().stream())
                    .map(sighting -> ((Sighting.Said) sighting).message())
                    .forEach(message -> {
                        if (messages.putIfAbsent(message.key().nativeId(), message) != null) {
                            seenAgain.incrementAndGet();
                        }
                    });
        }
    }

    /** Opens a line again where it was lost. */
    private static final class Keeper extends Thread {
        private final LineKeeper keeper;
        private final Log log;
        private volatile boolean over;
        private volatile Line line;

        Keeper(LineKeeper keeper, Log log) {
            super("rig-line");
            setDaemon(true);
            this.keeper = keeper;
            this.log = log;
        }

        @Override
        public void run() {
            while (!over) {
                line = keeper.line().orElseThrow();
                if (over) {
                    line.close();
                    return;
                }
                try {
                    line.listen(new Tray());
                } catch (Exception e) {
                    log.ends.add(String.valueOf(e.getMessage()));
                } finally {
                    line.close();
                    log.stands = false;
                }
            }
        }

        void end() {
            over = true;
            Line open = line;
            if (open != null) {
                open.close();
            }
            try {
                join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (isAlive()) {
                throw new AssertionError("the line does not end");
            }
        }

        private final class Tray implements Intray {
            @Override
            public Optional<String> bookmark() {
                return Optional.empty();
            }

            @Override
            public void take(List<Evidence> came, String bookmark) throws IOException {
                if (over) {
                    throw new IOException("this line is over");
                }
                log.keep(keeper, came);
            }

            @Override
            public void stands() {
                log.stands = true;
            }
        }
    }
}
