// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineKeeper;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.Messages;

/** A platform that ticks: what it ticks comes over the line, in batches that it numbers. */
final class Telegraph implements LineKeeper {
    /** What the other side has to say, of which the line has brought so much as its bookmark says. */
    final List<String> ticked;

    final List<Wire> wires = new CopyOnWriteArrayList<>();
    volatile boolean breaks;
    volatile boolean dead;
    private final BlockingQueue<String> pulled = new LinkedBlockingQueue<>();

    Telegraph(List<String> ticked) {
        this.ticked = ticked;
    }

    /** The other side ends the line. */
    void cut() {
        pulled.add("cut");
    }

    void tick() {
        pulled.add("tick");
    }

    @Override
    public Profile profile() {
        return new Profile(LocalText.of("电报", "Telegraph"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
    }

    @Override
    public Optional<Line> line() {
        Wire wire = new Wire();
        wires.add(wire);
        return Optional.of(wire);
    }

    @Override
    public Reading read(Evidence evidence) {
        String word = new String(evidence.raw(), StandardCharsets.UTF_8);
        if (breaks && word.startsWith("bad")) {
            throw new IllegalStateException("it cannot read this");
        }
        return Reading.of(Delivery.of("d-" + word, Sighting.Said.once(Messages.text(word, word))));
    }

    final class Wire implements Line {
        final List<Thread> listeners = new CopyOnWriteArrayList<>();
        volatile Intray tray;
        private volatile boolean closed;

        @Override
        public void listen(Intray given) throws Exception {
            tray = given;
            listeners.add(Thread.currentThread());
            if (dead) {
                throw new IOException("no pole stands here");
            }
            given.stands();
            while (!closed) {
                bring(given);
                String next = pulled.take();
                if (next.equals("cut")) {
                    throw new IOException("the pole has fallen");
                }
            }
        }

        void bring(Intray given) throws IOException, InterruptedException {
            int from = Integer.parseInt(given.bookmark().orElse("0"));
            List<Evidence> news = ticked.subList(from, ticked.size()).stream()
                    .map(word ->
                            new Evidence(word.getBytes(StandardCharsets.UTF_8), Map.of("place", "here"), Instant.now()))
                    .toList();
            if (!news.isEmpty()) {
                given.take(news, Integer.toString(from + news.size()));
            }
        }

        @Override
        public void close() {
            closed = true;
            pulled.add("closed");
        }
    }
}
