// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huitong.api.operation.Check.Result;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.operation.Measured.Kind;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.gauge.Picture.Disk;
import org.huitong.capability.monitor.gauge.Picture.Health;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static final Instant NOW = Instant.parse("2026-03-11T04:00:00Z");

    @Test
    void ofNothingThereIsWhatMustBeNone() {
        assertThat(of(Scene.quiet().picture()))
                .extracting(all -> all.keySet().stream().sorted().toList())
                .isEqualTo(List.of("complaints", "dead-letters", "parked"));
    }

    @Test
    void theDelayIsThePlatformsPartAndOurs() {
        Standing slow = Scene.account(
                "sales", true, Map.of("platform", new Delay(900, 3_000, 5_000, 100), "hub", new Delay(2, 5, 120, 100)));
        Reading reading = of(Scene.quiet().with(slow).picture()).get("delay:dingtalk/sales");
        assertThat(reading.value()).isEqualTo(5.12);
        assertThat(reading.cause().orElseThrow().en())
                .isEqualTo("p50 / p95 / p99 of the last hour: platform 0.90 / 3.00 / 5.00 s, hub 0.00 / 0.01 / 0.12 s");
        assertThat(Gauge.DELAY.limits().of(reading.value())).isEqualTo(State.BAD);
    }

    @Test
    void oneSlowMessageOfAFewIsNoHabit() {
        for (Map.Entry<Long, Double> some :
                Map.of(19L, 0.04, 20L, 0.06, 99L, 0.06, 100L, 9.0).entrySet()) {
            Standing account =
                    Scene.account("sales", true, Map.of("platform", new Delay(40, 60, 9_000, some.getKey())));
            assertThat(of(Scene.quiet().with(account).picture())
                            .get("delay:dingtalk/sales")
                            .value())
                    .isEqualTo(some.getValue());
        }
    }

    @Test
    void aCanaryIsMeasuredAndMissedBeyondItsNorm() {
        Measurement came = new Measurement("huitong_canary_seconds", "", Kind.GAUGE, Map.of(), 0.0123);
        assertThat(of(Scene.quiet().with(came).picture()).get("canary").value()).isEqualTo(0.012);
        Measurement missing = new Measurement("huitong_canary_seconds", "", Kind.GAUGE, Map.of(), 61);
        double value = of(Scene.quiet().with(missing).picture()).get("canary").value();
        assertThat(Gauge.CANARY.limits().of(value)).isEqualTo(State.BAD);
        assertThat(of(Scene.quiet().picture())).doesNotContainKey("canary");
    }

    @Test
    void aConnectionIsUpStrainedOrDown() {
        Standing up = Scene.account("up", true, Map.of());
        Standing away = Scene.account("away", false, Map.of());
        Map<String, Reading> all = of(Scene.quiet().with(up).with(away).picture());
        assertThat(all.get("connection:dingtalk/up").value()).isEqualTo(1);
        assertThat(all.get("connection:dingtalk/away").value()).isZero();
        assertThat(all.get("connection:dingtalk/away").cause()).isPresent();
        assertThat(all).doesNotContainKey("delay:dingtalk/up");
    }

    @Test
    void ofTwoConnectorsForOneAccountTheWorseCounts() {
        Standing up = Scene.account("one", true, Map.of());
        Standing rival = new Standing(
                up.platform(),
                up.account(),
                false,
                up.profile(),
                Optional.of(LocalText.of("重复", "twice")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                Map.of(),
                Optional.empty(),
                OptionalLong.empty());
        assertThat(of(Scene.quiet().with(up).with(rival).picture())
                        .get("connection:dingtalk/one")
                        .value())
                .isZero();
    }

    @Test
    void aReaderThatIsStuckCountsAsParkedAndOneThatIsAwayIsNotMeasured() {
        ReaderStanding stuck = new ReaderStanding("tasks", true, 10, 2, 1, "", true, 5, "broken", Optional.of(NOW));
        ReaderStanding away = new ReaderStanding("gone", false, 10, 99_999, 0, "", false, 0, "", Optional.empty());
        Map<String, Reading> all = of(Scene.quiet().with(stuck).with(away).picture());
        assertThat(all.get("reader:tasks").value()).isEqualTo(2);
        assertThat(all.get("parked").value()).isEqualTo(2);
        assertThat(all.get("parked").cause()).contains(LocalText.of("tasks", "tasks"));
        assertThat(all).doesNotContainKey("reader:gone");
    }

    @Test
    void whatOthersMeasureIsReadByItsName() {
        Map<String, Reading> all = of(Scene.quiet()
                .with(gauge("huitong_refusals_today", Map.of(), 3))
                .with(gauge(
                        "huitong_certificate_end_seconds",
                        Map.of(),
                        NOW.plus(Duration.ofDays(6)).getEpochSecond() + 5))
                .with(gauge("huitong_outbox_waiting", Map.of("platform", "wecom", "account", "a"), 4))
                .with(gauge("huitong_outbox_waiting", Map.of("platform", "", "account", ""), 1))
                .with(gauge("huitong_outbox_oldest_seconds", Map.of("platform", "wecom", "account", "a"), 7))
                .with(gauge("huitong_outbox_oldest_seconds", Map.of("platform", "", "account", ""), 1_000))
                .picture());
        assertThat(all.get("refusals").value()).isEqualTo(3);
        assertThat(Gauge.CERTIFICATE.limits().of(all.get("certificate").value()))
                .isEqualTo(State.BAD);
        assertThat(all.get("outbox-waiting").value()).isEqualTo(5);
        assertThat(all.get("outbox-age").value()).isEqualTo(1_000);
        assertThat(all.get("outbox-age").cause().orElseThrow().en()).contains("addressee");
    }

    @Test
    void theDiskTheClockAndTheChecks() {
        Map<String, Reading> all = of(Scene.quiet()
                .on(new Disk(
                        1_000_000_000_000L, 150_000_000_000L, Map.of("store", 2_500_000_000L, "search", 5_000_000L)))
                .leaping(Duration.ofSeconds(-7))
                .with(new Health("store", Result.up("Derby")))
                .with(new Health("duties", Result.degraded("hand over")))
                .with(new Health("connectors", Result.degraded("said by each connection")))
                .picture());
        assertThat(all.get("storage:data").value()).isEqualTo(85);
        assertThat(all.get("storage:data").cause().orElseThrow().en())
                .isEqualTo("150.0 GB left; store 2.5 GB, search 5.0 MB");
        assertThat(all.get("clock").value()).isEqualTo(7);
        assertThat(Gauge.HEALTH.limits().of(all.get("health:duties").value())).isEqualTo(State.WARNING);
        assertThat(all).containsKey("health:store").doesNotContainKey("health:connectors");
    }

    private static Measurement gauge(String name, Map<String, String> labels, double value) {
        return new Measurement(name, "help", Kind.GAUGE, labels, value);
    }

    private static Map<String, Reading> of(Picture picture) {
        return Readings.of(picture, NOW).stream().collect(Collectors.toMap(Reading::name, Function.identity()));
    }
}
