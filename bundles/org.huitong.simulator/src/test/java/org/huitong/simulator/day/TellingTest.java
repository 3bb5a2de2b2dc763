// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import org.huitong.simulator.Account;
import org.huitong.simulator.Carrier;
import org.huitong.simulator.Courier;
import org.huitong.simulator.Ledger;
import org.huitong.simulator.Letter;
import org.huitong.simulator.PlatformSide;
import org.huitong.simulator.Reply;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Map<String, PlatformSide> sides = Map.of(
            "generic",
            Account.create("generic", "demo", "", "", "http://127.0.0.1:1").side());
    private final Queue<Consumer<Reply>> asked = new ArrayDeque<>();
    private final Carrier hub = (push, deadline, then) -> asked.add(then);
    private final Ledger ledger = new Ledger();
    private final Courier courier = new Courier(sides, hub, ledger, clock, new Random(1));

    @Test
    void theNextIsToldWhenOneIsThankedFor() {
        Telling telling = telling(30);
        telling.turn(true);
        telling.turn(true);
        assertThat(asked).hasSize(12);
        asked.remove().accept(Reply.of(200, ""));
        telling.turn(true);
        assertThat(asked).hasSize(12);
    }

    @Test
    void besideTheDayItIsOneAtATime() {
        Telling telling = telling(30);
        telling.turn(false);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatIsNotThankedForGoesTheCouriersWay() {
        Telling telling = telling(2);
        telling.turn(true);
        asked.remove().accept(Reply.of(200, ""));
        assertThat(telling.isOver()).isFalse();
        asked.remove().accept(Reply.NOBODY);
        assertThat(telling.isOver()).isTrue();
        assertThat(courier.next()).hasValueSatisfying(at -> assertThat(at).isAfter(NOW));
    }

    private Telling telling(int letters) {
        List<Letter> all = new ArrayList<>();
        Past past = new Past(Script.ofTheDay());
        past.between(NOW.minus(Duration.ofDays(60)), NOW).stream()
                .filter(one -> one.room().platform().equals("generic"))
                .limit(letters)
                .forEach(one -> all.add(sides.get("generic").write(one)));
        assertThat(all).hasSize(letters);
        return new Telling(all, sides, hub, courier, ledger, clock);
    }
}
