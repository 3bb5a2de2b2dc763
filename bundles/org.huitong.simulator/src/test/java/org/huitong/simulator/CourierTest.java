// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The platforms' patience, on a clock of its own. */
class CourierTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Ledger ledger = new Ledger();
    private final List<Duration> pushes = new ArrayList<>();
    private Instant now = START;

    static Stream<Arguments> ladders() {
        return Stream.of(
                Arguments.of("dingtalk", Reply.NOBODY, List.of(0, 10, 40)),
                Arguments.of("dingtalk", Reply.of(503, ""), List.of(0, 10, 40)),
                Arguments.of("wecom", Reply.NOBODY, List.of(0, 1, 2)),
                Arguments.of("wecom", Reply.LATE, List.of(0, 1, 2)),
                Arguments.of("wecom", Reply.of(503, ""), List.of(0)),
                Arguments.of("feishu", Reply.of(500, ""), List.of(0, 15, 315, 3915, 25515)),
                Arguments.of("feishu", Reply.LATE, List.of(0, 15, 315, 3915, 25515)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ladders")
    void comesAgainAsThePlatformWould(String platform, Reply reply, List<Integer> seconds) {
        Courier courier = courier(made -> reply);
        courier.hand(letter(platform), START);
        run(courier);

        assertThat(pushes).isEqualTo(seconds.stream().map(Duration::ofSeconds).toList());
        assertThat(ledger.count(platform, Ledger.Entry.GIVEN_UP)).isOne();
        assertThat(ledger.count(platform, Ledger.Entry.ACKNOWLEDGED)).isZero();
    }

    @Test
    void stopsOnceItIsThanked() {
        Courier courier = courier(made -> made < 2 ? Reply.LATE : Reply.of(200, ""));
        courier.hand(letter("feishu"), START);
        run(courier);

        assertThat(pushes).hasSize(3);
        assertThat(ledger.count("feishu", Ledger.Entry.ACKNOWLEDGED)).isOne();
        assertThat(ledger.count("feishu", Ledger.Entry.REPEATED)).isEqualTo(2);
        assertThat(ledger.count("feishu", Ledger.Entry.GIVEN_UP)).isZero();
    }

    @Test
    void mayPushAgainWhatWasThankedFor() {
        Courier courier = courier(made -> Reply.of(200, ""));
        courier.set(new Switches(100, 2, Duration.ofSeconds(5), 100, Set.of()));
        courier.hand(letter("feishu"), START);
        run(courier);

        assertThat(pushes.stream().map(Duration::toSeconds)).containsExactly(5L, 5L, 5L, 5L, 20L);
        assertThat(ledger.count("feishu", Ledger.Entry.ACKNOWLEDGED)).isOne();
        assertThat(ledger.count("feishu", Ledger.Entry.STALE_LET_IN)).isOne();
    }

    @Test
    void keepsWhatWasSaidWhileAPlatformIsDown() {
        Courier courier = courier(made -> Reply.of(200, ""));
        courier.heed((platform, at) -> at.isBefore(START.plusSeconds(60)));
        courier.hand(letter("feishu"), START);
        courier.hand(letter("wecom"), START);
        run(courier);

        assertThat(pushes).containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    private Courier courier(Function<Integer, Reply> replies) {
        Map<String, PlatformSide> sides = Map.of(
                "dingtalk", Account.create("dingtalk", "x", "", "").side(),
                "wecom", Account.create("wecom", "x", "", "").side(),
                "feishu", Account.create("feishu", "x", "", "").side());
        Carrier carrier = (push, deadline, then) -> {
            pushes.add(Duration.between(START, now));
            then.accept(replies.apply(pushes.size() - 1));
        };
        return new Courier(sides, carrier, ledger, () -> now, new Random(1));
    }

    private void run(Courier courier) {
        for (Optional<Instant> next = courier.next();
                next.isPresent() && next.get().isBefore(START.plus(A_DAY));
                next = courier.next()) {
            now = next.get();
            courier.turn();
        }
        assertThat(courier.next()).isEmpty();
    }

    private static Letter letter(String platform) {
        return new Letter(platform, "1", "robot", "{}");
    }
}
