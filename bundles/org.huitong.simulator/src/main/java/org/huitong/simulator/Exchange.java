// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One platform's end of the connections that hubs hold open: who is connected, who is asked to move on, and which pushes
 * wait for thanks. Each push goes to one of those connected, whichever. Safe for many threads.
 */
public final class Exchange {
    private static final Duration MOVING = Duration.ofSeconds(10);

    private final RandomGenerator dice;
    private final List<Peer> connected = new ArrayList<>();
    private final Map<Peer, Long> moving = new HashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong opened = new AtomicLong();

    private record Waiting(Peer peer, CompletableFuture<Reply> reply) {}

    public Exchange(RandomGenerator dice) {
        this.dice = dice;
    }

    public synchronized void connect(Peer peer) {
        connected.add(peer);
        opened.incrementAndGet();
    }

    /** What it was not thanked for is somebody else's now. */
    public void leave(Peer peer) {
        synchronized (this) {
            connected.remove(peer);
            moving.remove(peer);
        }
        waiting.values().stream().filter(one -> one.peer() == peer).forEach(one -> one.reply()
                .complete(Reply.NOBODY));
    }

    public synchronized List<Peer> connected() {
        return List.copyOf(connected);
    }

    /** How many have connected so far. */
    public long opened() {
        return opened.get();
    }

    public synchronized Optional<Peer> any() {
        return connected.isEmpty() ? Optional.empty() : Optional.of(connected.get(dice.nextInt(connected.size())));
    }

    /** A push of that number is about to go to somebody; what comes of it is told once. */
    public void expect(String number, Peer peer, Duration deadline, Consumer<Reply> then) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(number, new Waiting(peer, reply));
        reply.completeOnTimeout(Reply.LATE, deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(came -> {
                    waiting.remove(number);
                    then.accept(came);
                });
    }

    public void thanked(String number, Reply reply) {
        Waiting one = waiting.get(number);
        if (one != null) {
            one.reply().complete(reply);
        }
    }

    /** Nothing more goes to those who are connected now, and after a while they are thrown out. */
    public synchronized List<Peer> move() {
        List<Peer> all = List.copyOf(connected);
        connected.clear();
        all.forEach(peer -> moving.put(peer, System.nanoTime()));
        return all;
    }

    /** Those who had time enough to move. */
    public synchronized List<Peer> overdue() {
        return moving.entrySet().stream()
                .filter(one -> System.nanoTime() - one.getValue() > MOVING.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }
}
