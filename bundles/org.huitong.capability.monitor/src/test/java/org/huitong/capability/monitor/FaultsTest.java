// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.Measured.Kind;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.operation.ReaderBoard.ReaderStanding;
import org.huitong.api.operation.SendingBoard.Light;
import org.huitong.api.operation.SendingBoard.Sending;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Habit;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Judge;
import org.huitong.capability.monitor.gauge.Judge.News;
import org.huitong.capability.monitor.gauge.Judge.Verdict;
import org.huitong.capability.monitor.gauge.Picture.Disk;
import org.huitong.capability.monitor.gauge.Reading;
import org.huitong.capability.monitor.gauge.Readings;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.gauge.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can go wrong with platforms and the hub, one after the other, minute by minute of a virtual clock: each is shown in
 * its place within two minutes, is told once with its cause and a remedy, and nothing else is.
 */
class FaultsTest {
    private static final Instant NOON = Instant.parse("2026-03-11T04:00:00Z");
    private static final int MINUTES = 30;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "the platform cannot be reached",
                        scene -> scene.with(sending(Light.DOWN, "连不上平台", 3, 0)).with(oldest(1_000)),
                        "sending:dingtalk/sales",
                        "连不上平台",
                        "应急"),
                fault(
                        "the token is refused",
                        scene -> scene.with(sending(Light.DOWN, "平台不接受访问令牌", 3, 0))
                                .with(oldest(1_000)),
                        "sending:dingtalk/sales",
                        "访问令牌",
                        "密钥"),
                fault(
                        "the connector is away",
                        scene -> scene.with(Scene.account("sales", false, Map.of()))
                                .with(sending(Light.DOWN, "连接器未运行", 3, 0))
                                .with(oldest(1_000)),
                        "connection:dingtalk/sales",
                        "连接器未运行",
                        "配置"),
                fault(
                        "the platform is slow",
                        scene -> scene.with(
                                Scene.account("sales", true, Map.of("platform", new Delay(6_000, 7_000, 9_000, 200)))),
                        "delay:dingtalk/sales",
                        "平台 6.00 / 7.00 / 9.00 s",
                        "平台公告"),
                fault(
                        "it answers 200 and stores nothing",
                        scene -> scene.with(sending(Light.SENDS, "", 0, 6)),
                        "unconfirmed:dingtalk/sales",
                        "最近 6 封",
                        "停用"),
                fault(
                        "it wants fewer calls, and letters grow old",
                        scene -> scene.with(sending(Light.STRAINED, "平台限速", 40, 0))
                                .with(oldest(1_000)),
                        "outbox-age",
                        "dingtalk/sales：平台限速",
                        "额度"),
                fault(
                        "the certificate has ended",
                        scene -> scene.with(figure(
                                "huitong_certificate_end_seconds",
                                Map.of(),
                                NOON.minus(Duration.ofHours(1)).getEpochSecond())),
                        "certificate",
                        "",
                        "换上新证书"),
                fault(
                        "the disk fills",
                        scene -> scene.on(new Disk(1_000, 150, Map.of("store", 800L))),
                        "storage:data",
                        "store",
                        "扩大"),
                fault(
                        "a reader is stuck",
                        scene -> scene.with(new ReaderStanding(
                                "tasks", true, 10, 3, 0, "", true, 5, "no space left", Optional.of(NOON))),
                        "reader-stuck:tasks",
                        "no space left",
                        "自动接着读"),
                fault(
                        "the outbox is stuck",
                        scene -> scene.with(sending(Light.SENDS, "", 3, 0)).with(oldest(1_000)),
                        "outbox-age",
                        "账号 dingtalk/sales",
                        "发件"),
                fault(
                        "the clock is wrong",
                        scene -> scene.with(figure("huitong_clock_ahead_seconds", Map.of(), -300)),
                        "clock",
                        "慢约 300 秒",
                        "chronyc"),
                fault(
                        "the hub's own way is blocked",
                        scene -> scene.with(figure("huitong_canary_seconds", Map.of(), 90)),
                        "canary",
                        "",
                        "磁盘"));
    }

    private static Arguments fault(
            String what, UnaryOperator<Scene> happens, String reading, String cause, String remedy) {
        return arguments(what, happens, reading, cause, remedy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isSeenWithinTwoMinutesToldOnceAndNothingElseIs(
            String what, UnaryOperator<Scene> happens, String reading, String cause, String remedy) {
        Rounds rounds = new Rounds();
        rounds.look(MINUTES, minute -> Readings.of(well().picture(), minute));
        assertThat(rounds.told).isEmpty();
        rounds.look(2, minute -> Readings.of(happens.apply(bare()).picture(), minute));
        assertThat(rounds.told).containsExactly("BREACH " + reading);
        Standing standing = rounds.standings.get(reading);
        assertThat(standing.cause().map(LocalText::zh).orElse("")).contains(cause);
        assertThat(standing.gauge().handling().zh()).contains(remedy);
        assertThat(rounds.standings.values())
                .filteredOn(one -> one.state() == State.BAD)
                .extracting(Standing::name)
                .containsExactly(reading);
        rounds.look(MINUTES, minute -> Readings.of(happens.apply(bare()).picture(), minute));
        rounds.look(MINUTES, minute -> Readings.of(well().picture(), minute));
        assertThat(rounds.told).containsExactly("BREACH " + reading, "OVER " + reading);
    }

    @Test
    void aClockThatLeapsIsToldAtOnce() {
        Rounds rounds = new Rounds();
        rounds.look(
                1, minute -> Readings.of(well().leaping(Duration.ofMinutes(-5)).picture(), minute));
        rounds.look(MINUTES, minute -> Readings.of(well().leaping(Duration.ZERO).picture(), minute));
        assertThat(rounds.told).containsExactly("BREACH clock", "OVER clock");
    }

    /** A message a minute is usual at this hour: seven are missed after seven minutes. */
    @Test
    void aPlatformThatStoppedSendingIsMissedWithinTheBoundOfItsHabit() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        List<History.Stretch> hours = IntStream.rangeClosed(1, 5)
                .mapToObj(day -> new History.Stretch(NOON.minus(Duration.ofDays(day)), 1, 1, 60, 60))
                .toList();
        Habit habit = new Habit(hours, day -> true, zone);
        Rounds rounds = new Rounds();
        List<History.Stretch> silent = new ArrayList<>();
        rounds.look(20, minute -> {
            silent.add(new History.Stretch(minute, 0, 0, 0, 1));
            Collection<Reading> all = new ArrayList<>(Readings.of(well().picture(), minute));
            all.add(Reading.of(Gauge.SILENCE, habit.missing(silent).orElseThrow())
                    .of("dingtalk/sales"));
            return all;
        });
        assertThat(rounds.told).containsExactly("BREACH silence:dingtalk/sales");
        assertThat(rounds.at.get(0)).isBefore(NOON.plus(Duration.ofMinutes(10)));
    }

    /** Whoever switched it off knows, and an account by which nobody sends is missed by nobody. */
    @Test
    void whatIsWantedSoIsNoFault() {
        Rounds rounds = new Rounds();
        for (Sending idle : List.of(sending(Light.OFF, "已停用", 3, 0), sending(Light.UNSET, "未配置", 0, 0))) {
            rounds.look(MINUTES, minute -> Readings.of(bare().with(idle).picture(), minute));
        }
        assertThat(rounds.told).isEmpty();
    }

    /** As the watch goes its rounds, without a database. */
    private static final class Rounds {
        private final Map<String, Standing> standings = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private final List<Instant> at = new ArrayList<>();
        private Instant now = NOON;

        void look(int minutes, java.util.function.Function<Instant, Collection<Reading>> readings) {
            for (int i = 0; i < minutes; i++) {
                for (Reading reading : readings.apply(now)) {
                    Verdict verdict = Judge.of(
                            reading, reading.gauge().limits(), Optional.ofNullable(standings.get(reading.name())), now);
                    standings.put(reading.name(), acted(verdict));
                }
                now = now.plus(Duration.ofMinutes(1));
            }
        }

        private Standing acted(Verdict verdict) {
            if (verdict.news() == News.NONE) {
                return verdict.standing();
            }
            told.add(verdict.news() + " " + verdict.standing().name());
            at.add(now);
            return verdict.news() == News.BREACH
                    ? verdict.standing().within("incident")
                    : verdict.standing().withoutIncident();
        }
    }

    private static Scene bare() {
        return Scene.quiet().with(figure("huitong_outbox_waiting", Map.of(), 0));
    }

    /** Everything that a fault may befall, while all is well. */
    private static Scene well() {
        return bare().with(Scene.account("sales", true, Map.of("platform", new Delay(200, 400, 900, 200))))
                .with(sending(Light.SENDS, "", 0, 0))
                .with(new ReaderStanding("tasks", true, 10, 0, 0, "", true, 0, "", Optional.empty()))
                .with(figure(
                        "huitong_certificate_end_seconds",
                        Map.of(),
                        NOON.plus(Duration.ofDays(90)).getEpochSecond()))
                .with(figure("huitong_canary_seconds", Map.of(), 0.02))
                .with(figure("huitong_clock_ahead_seconds", Map.of(), -0.3))
                .on(new Disk(1_000, 700, Map.of("store", 200L)));
    }

    private static Sending sending(Light light, String why, long waiting, long unconfirmed) {
        return new Sending(
                "dingtalk",
                "sales",
                light,
                Optional.of(why).filter(w -> !w.isEmpty()).map(w -> LocalText.of(w, w)),
                Optional.of(NOON),
                waiting,
                unconfirmed);
    }

    private static Measurement oldest(double seconds) {
        return figure("huitong_outbox_oldest_seconds", Map.of("platform", "dingtalk", "account", "sales"), seconds);
    }

    private static Measurement figure(String name, Map<String, String> labels, double value) {
        return new Measurement(name, "help", Kind.GAUGE, labels, value);
    }
}
