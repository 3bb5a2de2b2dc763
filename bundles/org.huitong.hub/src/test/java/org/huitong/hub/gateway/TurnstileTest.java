// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Turnstile.Ticket> tickets = new HashMap<>();

    @Test
    void whoFindsAPlaceGoesInAndTheOthersFollowInTheirOrder() {
        Turnstile turnstile = new Turnstile(2, 10, Runnable::run);
        List.of("a", "b", "c", "d").forEach(name -> come(turnstile, name));
        assertThat(told).containsExactly("a in", "b in");
        assertThat(turnstile.waiting()).isEqualTo(2);
        tickets.get("b").giveBack();
        assertThat(told).containsExactly("a in", "b in", "c in");
        tickets.get("b").giveBack();
        assertThat(turnstile.waiting()).as("a place is given back once").isEqualTo(1);
        come(turnstile, "e");
        tickets.get("a").giveBack();
        tickets.get("c").giveBack();
        assertThat(told).containsExactly("a in", "b in", "c in", "d in", "e in");
        assertThat(turnstile.waiting()).isZero();
    }

    @Test
    void aLineThatIsTooLongTurnsAway() {
        Turnstile turnstile = new Turnstile(1, 2, Runnable::run);
        List.of("a", "b", "c", "d").forEach(name -> come(turnstile, name));
        assertThat(told).containsExactly("a in", "d away: The queue is full.");
        tickets.get("a").giveBack();
        come(turnstile, "e");
        assertThat(told).endsWith("b in");
        assertThat(turnstile.waiting()).isEqualTo(2);
    }

    @Test
    void whoIsInLineWhenItClosesIsTurnedAway() {
        Turnstile turnstile = new Turnstile(1, 10, Runnable::run);
        List.of("a", "b", "c").forEach(name -> come(turnstile, name));
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
        List.of("a", "b", "c").forEach(name -> come(turnstile, name));
        tickets.get("a").giveBack();
        assertThat(told).containsExactly("a in", "b away: The hub is going down.", "c away: The hub is going down.");
    }

    @Test
    void whoHasGoneWhileInLineEntersAndKeepsNoPlace() {
        Turnstile turnstile = new Turnstile(1, 10, Runnable::run);
        List.of("a", "b", "c").forEach(name -> come(turnstile, name));
        tickets.get("b").giveBack();
        assertThat(told).containsExactly("a in");
        tickets.get("a").giveBack();
        assertThat(told).containsExactly("a in", "c in", "b in");
        assertThat(turnstile.waiting()).isZero();
    }

    /** Also by an error, of which nobody else would know. */
    @Test
    void aCallThatBreaksAsItEntersKeepsNoPlace() {
        Turnstile turnstile = new Turnstile(1, 10, Runnable::run);
        Turnstile.Ticket breaking = turnstile.ticket(new Turnstile.Call() {
            @Override
            public void enter() {
                throw new StackOverflowError();
            }

            @Override
            public void turnAway(String reason) {
                throw new AssertionError(reason);
            }
        });
        assertThatThrownBy(breaking::present).isInstanceOf(StackOverflowError.class);
        come(turnstile, "a");
        assertThat(told).containsExactly("a in");
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
            class Passing implements Turnstile.Call {
                final Turnstile.Ticket ticket = turnstile.ticket(this);

                @Override
                public void enter() {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Runnable end = () -> {
                        inside.decrementAndGet();
                        through.incrementAndGet();
                        ticket.giveBack();
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
            }
            List<CompletableFuture<Void>> sides = IntStream.range(0, 4)
                    .mapToObj(side -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < calls / 4; i++) {
                            new Passing().ticket.present();
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

    private void come(Turnstile turnstile, String name) {
        Turnstile.Ticket ticket = turnstile.ticket(new Turnstile.Call() {
            @Override
            public void enter() {
                told.add(name + " in");
            }

            @Override
            public void turnAway(String reason) {
                told.add(name + " away: " + reason);
            }
        });
        tickets.put(name, ticket);
        ticket.present();
    }
}
