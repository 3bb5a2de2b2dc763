// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final List<String> told = new ArrayList<>();
    private final List<Turnstile.Place> places = new ArrayList<>();

    @Test
    void whoFindsAPlaceGoesInAndTheOthersFollowInTheirOrder() {
        Turnstile turnstile = new Turnstile(2, 10, Runnable::run);
        List.of("a", "b", "c", "d").forEach(name -> turnstile.come(call(name)));
        assertThat(told).containsExactly("a in", "b in");
        assertThat(turnstile.waiting()).isEqualTo(2);
        places.get(1).giveBack();
        assertThat(told).containsExactly("a in", "b in", "c in");
        places.get(1).giveBack();
        assertThat(turnstile.waiting()).as("a place is given back once").isEqualTo(1);
        turnstile.come(call("e"));
        places.get(0).giveBack();
        places.get(2).giveBack();
        assertThat(told).containsExactly("a in", "b in", "c in", "d in", "e in");
        assertThat(turnstile.waiting()).isZero();
    }

    @Test
    void aLineThatIsTooLongTurnsAway() {
        Turnstile turnstile = new Turnstile(1, 2, Runnable::run);
        List.of("a", "b", "c", "d").forEach(name -> turnstile.come(call(name)));
        assertThat(told).containsExactly("a in", "d away: The queue is full.");
        places.get(0).giveBack();
        turnstile.come(call("e"));
        assertThat(told).endsWith("b in");
        assertThat(turnstile.waiting()).isEqualTo(2);
    }

    @Test
    void whoIsInLineWhenItClosesIsTurnedAway() {
        Turnstile turnstile = new Turnstile(1, 10, Runnable::run);
        List.of("a", "b", "c").forEach(name -> turnstile.come(call(name)));
        turnstile.close();
        assertThat(told).containsExactly("a in", "b away: The hub is going down.", "c away: The hub is going down.");
        assertThat(turnstile.waiting()).isZero();
    }

    /** Also by threads that are closed already: the place is not lost with the call. */
    @Test
    void whoCannotBeLetInIsTurnedAway() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        Turnstile turnstile = new Turnstile(1, 10, closed);
        List.of("a", "b", "c").forEach(name -> turnstile.come(call(name)));
        places.get(0).giveBack();
        assertThat(told).containsExactly("a in", "b away: The hub is going down.", "c away: The hub is going down.");
    }

    @Test
    void ofManyAtOnceNoneWaitsForEver() {
        int calls = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ExecutorService endings = Executors.newFixedThreadPool(4);
        try {
            Turnstile turnstile = new Turnstile(7, calls, threads);
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger through = new AtomicInteger();
            Turnstile.Call call = new Turnstile.Call() {
                @Override
                public void enter(Turnstile.Place place) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Runnable end = () -> {
                        inside.decrementAndGet();
                        through.incrementAndGet();
                        place.giveBack();
                    };
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        end.run();
                    } else {
                        endings.execute(end);
                    }
                }

                @Override
                public void turnAway(String reason) {
                    throw new AssertionError(reason);
                }
            };
            List<CompletableFuture<Void>> sides = IntStream.range(0, 4)
                    .mapToObj(side -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < calls / 4; i++) {
                            turnstile.come(call);
                        }
                    }))
                    .toList();
            sides.forEach(CompletableFuture::join);
            Eventually.until("all are through", () -> through.get() == calls);
            assertThat(most.get()).isLessThanOrEqualTo(7);
            assertThat(turnstile.waiting()).isZero();
        } finally {
            threads.shutdown();
            endings.shutdown();
        }
    }

    private Turnstile.Call call(String name) {
        return new Turnstile.Call() {
            @Override
            public void enter(Turnstile.Place place) {
                told.add(name + " in");
                places.add(place);
            }

            @Override
            public void turnAway(String reason) {
                told.add(name + " away: " + reason);
            }
        };
    }
}
