// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.groups.Tuple;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.operation.ConnectorBoard.Delay;
import org.huitong.api.operation.Measured;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.Listing.Place;
import org.huitong.capability.monitor.MonitorJson.DayJson;
import org.huitong.capability.monitor.MonitorJson.GapJson;
import org.huitong.capability.monitor.complaint.ComplaintsResource;
import org.huitong.capability.monitor.complaint.ComplaintsResource.ComplaintJson;
import org.huitong.capability.monitor.gauge.Gauge;
import org.huitong.capability.monitor.gauge.Grain;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.gauge.Limits;
import org.huitong.capability.monitor.gauge.Norm;
import org.huitong.capability.monitor.gauge.Standing;
import org.huitong.capability.monitor.gauge.State;
import org.huitong.capability.monitor.incident.Incident;
import org.huitong.capability.monitor.incident.Incident.Kind;
import org.huitong.capability.monitor.incident.IncidentsResource;
import org.huitong.capability.monitor.incident.IncidentsResource.IncidentJson;
import org.huitong.capability.monitor.incident.Phrase;
import org.huitong.kit.edition.Outcome;
import org.huitong.testkit.Caller;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.OpenAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the watch keeps and tells, on whatever database. */
interface WatchContract {
    Asker SOMEBODY = new Asker("wangm", "王敏", Optional.of("p7"));
    Asker LI = new Asker("lixy", "李晓燕", Optional.empty());

    Station station(Path folder);

    @Test
    default void aBreachIsOneIncidentOneLetterAndOverAgain(@TempDir Path folder) {
        try (Station station = station(folder)) {
            Map<String, List<String>> holders = Map.of("system-admin", List.of("p1"), "it-head", List.of("p1", "p2"));
            station.holders((role, department) -> holders.get(role));
            station.accounts.add(Scene.account("sales", true, Map.of()));
            station.until("2026-03-11T09:05");
            assertThat(station.newest()).isEmpty();

            station.accounts.set(0, Scene.account("sales", false, Map.of()));
            station.until("2026-03-11T09:06");
            assertThat(standing(station).state()).isEqualTo(State.BAD);
            assertThat(station.outbox.letters()).isEmpty();
            station.until("2026-03-11T09:30");
            assertThat(station.outbox.lines())
                    .containsExactly("p1: 【运行监控】连接状态 dingtalk/sales 异常", "p2: 【运行监控】连接状态 dingtalk/sales 异常");
            assertThat(station.newest()).hasSize(1);
            Incident open = station.newest().get(0);
            assertThat(open.openedAt()).isEqualTo(Station.at("2026-03-11T09:07"));
            assertThat(open.words().title())
                    .isEqualTo(new Phrase("连接状态 dingtalk/sales 异常", "Connection dingtalk/sales: bad"));
            assertThat(open.words().cause().en()).isEqualTo("its connector is away");
            assertThat(standing(station).incident()).contains(open.id());
            assertThat(standing(station).since()).isEqualTo(Station.at("2026-03-11T09:06"));

            station.accounts.set(0, Scene.account("sales", true, Map.of()));
            station.until("2026-03-11T09:33");
            assertThat(station.outbox.lines().get(2)).contains("已恢复：连接状态 dingtalk/sales");
            station.until("2026-03-11T10:00");
            assertThat(station.outbox.letters()).hasSize(4);
            Incident over = station.newest().get(0);
            assertThat(over.state()).isEqualTo(Incident.State.OVER);
            assertThat(station.timeline(over)).containsExactly(Kind.OPENED, Kind.TOLD, Kind.OVER, Kind.TOLD);
            assertThat(standing(station).incident()).isEmpty();

            Incident closed = station.incidents.close(over.id(), Optional.empty(), "更换了网线", Doer.of(Station.WANG));
            assertThat(closed.words().review()).isEqualTo("更换了网线");
            assertThatThrownBy(() -> station.incidents.note(over.id(), "还有", Doer.of(Station.WANG)))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.word()).isEqualTo("incident-closed"));
            assertThat(station.audit.lines())
                    .containsExactly(
                            "-hub incidents.open incident:" + over.id() + " done",
                            "-hub incidents.over incident:" + over.id() + " done",
                            "wangm incidents.close incident:" + over.id() + " done");
        }
    }

    /** Whoever looks at delays while the clock is wrong sees the clock, and so does whoever looks an hour later. */
    @Test
    default void aWrongClockIsToldAsThatAndNoDelayIs(@TempDir Path folder) {
        try (Station station = station(folder)) {
            Map<String, Delay> late = Map.of("platform", new Delay(300_000, 300_000, 300_000, 200));
            station.accounts.add(Scene.account("sales", true, late));
            station.measurements.add(
                    new Measurement("huitong_clock_ahead_seconds", "", Measured.Kind.GAUGE, Map.of(), 300));
            station.until("2026-03-11T09:02");
            assertThat(station.newest()).singleElement().satisfies(one -> {
                assertThat(one.reading()).contains("clock");
                assertThat(one.words().cause().zh()).isEqualTo("比各平台回答中的时间快约 300 秒");
            });
            station.measurements.clear();
            station.measurements.add(
                    new Measurement("huitong_clock_ahead_seconds", "", Measured.Kind.GAUGE, Map.of(), 0.4));
            station.until("2026-03-11T10:05");
            assertThat(station.newest()).singleElement().satisfies(one -> assertThat(one.state())
                    .isEqualTo(Incident.State.OVER));
            // What is still late once the clock has been right for long is so by the platform.
            station.until("2026-03-11T10:30");
            assertThat(station.newest())
                    .extracting(one -> one.reading().orElseThrow())
                    .contains("delay:dingtalk/sales");
        }
    }

    /** A hub that is away sees nothing of it itself; that it was is a gap of every account all the same. */
    @Test
    default void theHubsOwnAbsenceIsAGapOfEveryAccount(@TempDir Path folder) {
        try (Station station = station(folder)) {
            station.accounts.add(Scene.account("kept", true, new Redelivery.Kept(Optional.empty())));
            station.accounts.add(
                    Scene.account("ladder", true, new Redelivery.Retried(Duration.ofHours(7), Duration.ofHours(6))));
            station.accounts.add(Scene.account(
                    "short", true, new Redelivery.Retried(Duration.ofSeconds(10), Duration.ofSeconds(5))));
            station.accounts.add(Scene.account("sales", true, Map.of()));
            station.until("2026-03-11T23:30");
            assertThat(gaps(station, "2026-03-11"))
                    .extracting(DayJson::state, DayJson::outageMinutes)
                    .containsOnly(tuple("whole", 0));

            station.clock.set(Station.at("2026-03-12T00:30"));
            station.ringer.with(Watch.NAME, station.watch(station.clock.instant()));
            station.until("2026-03-12T00:35");
            assertThat(gaps(station, "2026-03-12"))
                    .extracting(DayJson::account, DayJson::state, DayJson::outages, DayJson::outageMinutes)
                    .containsExactly(
                            tuple("dingtalk/kept", "closed", 0, 30),
                            tuple("dingtalk/ladder", "coming", 0, 30),
                            tuple("dingtalk/sales", "unknown", 0, 30),
                            tuple("dingtalk/short", "lost", 0, 30));
            assertThat(gaps(station, "2026-03-11"))
                    .extracting(DayJson::outages, DayJson::outageMinutes)
                    .containsOnly(tuple(1, 30));
            assertThat(gaps(station, "2026-03-12").get(1).gaps())
                    .singleElement()
                    .satisfies(gap -> {
                        assertThat(gap.from()).isEqualTo(Station.at("2026-03-11T23:30"));
                        assertThat(gap.to()).contains(Station.at("2026-03-12T00:30"));
                        assertThat(gap.hub()).isTrue();
                    });
            station.until("2026-03-12T06:35");
            assertThat(gaps(station, "2026-03-12").get(1).state()).isEqualTo("repeated");
            assertThat(station.newest()).isEmpty();
        }
    }

    @Test
    default void aConnectorThatComesBackEndsItsGapAndANewOneLeavesNothingSure(@TempDir Path folder) {
        try (Station station = station(folder)) {
            Redelivery ladder = new Redelivery.Retried(Duration.ofHours(7), Duration.ofHours(6));
            for (String away : List.of("09:10", "11:00")) {
                station.accounts.clear();
                station.accounts.add(Scene.account("sales", true, ladder));
                station.until("2026-03-11T" + away);
                station.accounts.set(0, Scene.account("sales", false, ladder));
                station.until("2026-03-11T" + away.replace(":00", ":20").replace(":10", ":30"));
            }
            assertThat(gaps(station, "2026-03-11"))
                    .singleElement()
                    .satisfies(day -> assertThat(day.state()).isEqualTo("unknown"))
                    .satisfies(day -> assertThat(day.gaps())
                            .extracting(
                                    GapJson::state,
                                    gap -> gap.why().map(LocalText::en).orElse(""))
                            .containsExactly(
                                    tuple("unknown", "it was away again while its platform pushed it"),
                                    tuple("open", "")));
            station.accounts.clear();
            station.until("2026-03-11T11:30");
            assertThat(gaps(station, "2026-03-11").get(0).gaps())
                    .extracting(GapJson::state)
                    .containsExactly("unknown", "unknown");
        }
    }

    private static List<DayJson> gaps(Station station, String day) {
        return new MonitorResource(station.shelf, station.norms, station.clock)
                .gaps(day)
                .items();
    }

    @Test
    default void nobodyIsAskedWhileTheHubStarts(@TempDir Path folder) {
        try (Station station = station(folder)) {
            station.ringer.with(Watch.NAME, station.watch(station.clock.instant()));
            station.until("2026-03-11T09:00");
            assertThat(station.looks).isZero();
            station.until("2026-03-11T09:01");
            assertThat(station.looks).isOne();
        }
    }

    @Test
    default void whatIsNotMeasuredAnyMoreIsUnknownAndThenLeft(@TempDir Path folder) {
        try (Station station = station(folder)) {
            station.holders((role, department) -> List.of("p1"));
            station.accounts.add(Scene.account("sales", false, Map.of()));
            station.until("2026-03-11T09:05");
            assertThat(station.newest()).hasSize(1);
            assertThat(station.outbox.letters()).hasSize(1);
            station.accounts.clear();
            station.until("2026-03-11T09:14");
            assertThat(station.newest().get(0).state()).isEqualTo(Incident.State.OPEN);
            station.accounts.add(Scene.account("sales", false, Map.of()));
            station.until("2026-03-11T09:20");
            assertThat(station.newest()).hasSize(1);
            station.accounts.clear();
            station.until("2026-03-11T09:31");
            assertThat(station.newest().get(0).state()).isEqualTo(Incident.State.OVER);
            assertThat(station.outbox.lines()).hasSize(2);
            assertThat(station.outbox.lines().get(1)).contains("是否恢复未知");
            assertThat(station.shelf.standings()).doesNotContainKey("connection:dingtalk/sales");
        }
    }

    @Test
    default void minutesHoursAndDaysAreKept(@TempDir Path folder) {
        try (Station station = station(folder)) {
            station.complaints.put(Station.WANG, "慢");
            station.until("2026-03-11T09:30");
            station.complaints.put(Station.WANG, "还是慢");
            station.until("2026-03-11T10:01");
            assertThat(past(station, Grain.MINUTE)).hasSize(62);
            assertThat(past(station, Grain.HOUR))
                    .extracting(History.Stretch::least, History.Stretch::most, History.Stretch::times)
                    .containsExactly(tuple(1.0, 2.0, 60), tuple(2.0, 2.0, 2));
            assertThat(past(station, Grain.DAY))
                    .extracting(History.Stretch::times)
                    .containsExactly(62);

            station.clock.set(Station.at("2026-03-13T10:30"));
            station.until("2026-03-13T11:02");
            assertThat(past(station, Grain.MINUTE))
                    .extracting(History.Stretch::begins)
                    .allMatch(Station.at("2026-03-13T10:29")::isBefore);
            assertThat(past(station, Grain.DAY)).hasSize(2);
        }
    }

    @Test
    default void normsAreAsDeliveredUntilSomebodyChangesThem(@TempDir Path folder) {
        try (Station station = station(folder)) {
            Norm strict = new Norm(Gauge.COMPLAINTS, 0, Limits.atMost(0, 0), "王敏", List.of("person:p7"));
            assertThat(station.norms.of(Gauge.COMPLAINTS)).isEqualTo(Norm.delivered(Gauge.COMPLAINTS));
            Outcome<Norm> done = station.norms.set(strict, Doer.of(Station.WANG));
            assertThat(done).isInstanceOf(Outcome.Done.class);
            assertThat(station.norms.set(strict, Doer.of(Station.WANG))).isInstanceOf(Outcome.Taken.class);
            assertThat(station.norms.all().get(Gauge.COMPLAINTS)).isEqualTo(strict.as(1));
            assertThat(station.audit.lines()).containsExactly("wangm monitor.change norm:complaints done");

            station.complaints.put(Station.WANG, "慢");
            station.until("2026-03-11T09:03");
            assertThat(station.outbox.lines()).containsExactly("p7: 【运行监控】用户投诉超出正常值：1（正常 ≤ 0）");
            assertThat(station.newest().get(0).words().owner()).isEqualTo("王敏");
        }
    }

    @Test
    default void complaintsAreSealedCountedAndAnsweredOnce(@TempDir Path folder) {
        try (Station station = station(folder)) {
            String id = station.complaints.put(SOMEBODY, "消息总是晚到").id();
            assertThat(station.complaints.newest(Optional.of("wangm"), Place.END, 10))
                    .singleElement()
                    .satisfies(one -> assertThat(one.text()).isEqualTo("消息总是晚到"));
            assertThat(station.complaints.newest(Optional.of("lixy"), Place.END, 10))
                    .isEmpty();
            GivenRights rights = new GivenRights().give("lixy", ComplaintsResource.READ);
            ComplaintsResource box = new ComplaintsResource(station.complaints, rights, new OpenAccounts(LI));
            assertThatThrownBy(() -> box.answer(id, new ComplaintsResource.Wish(" "), new Caller(LI)))
                    .isInstanceOf(Problem.class);
            ComplaintJson answered = box.answer(id, new ComplaintsResource.Wish("网络已修复，今后五秒内到"), new Caller(LI));
            assertThat(answered.answer()).contains("网络已修复，今后五秒内到");
            assertThat(answered.answeredByName()).contains(LI.name());
            assertThat(answered.byName()).as("of an account that is shut").isEmpty();
            assertThat(box.list(null, null, new Caller(Station.WANG)).items()).containsExactly(answered);
            assertThatThrownBy(() -> box.answer(id, new ComplaintsResource.Wish("再来"), new Caller(LI)))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(409));
            assertThatThrownBy(() -> box.answer("0".repeat(32), new ComplaintsResource.Wish("再来"), new Caller(LI)))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(404));
            assertThat(station.outbox.letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.to()).isEqualTo(new To.Person("p7")))
                    .extracting(letter -> ((Writing.Text) letter.writing()).text())
                    .isEqualTo("【意见与投诉】您 3月11日 09:00 提出的意见已有答复：\n网络已修复，今后五秒内到");
            assertThat(station.complaints.since(Station.at("2026-03-01T00:00"))).isEqualTo(1);
            assertThat(station.complaints.since(Station.at("2026-04-01T00:00"))).isZero();
        }
    }

    @Test
    default void twentyComplaintsAnHourAreEnough(@TempDir Path folder) {
        try (Station station = station(folder)) {
            for (int i = 0; i < 20; i++) {
                station.complaints.put(SOMEBODY, "慢 " + i);
            }
            assertThatThrownBy(() -> station.complaints.put(SOMEBODY, "慢"))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(429));
            station.complaints.put(LI, "慢");
            station.clock.leap(Duration.ofHours(1));
            station.complaints.put(SOMEBODY, "还是慢");
            assertThat(station.complaints.since(Instant.EPOCH)).isEqualTo(22);
        }
    }

    /** Whoever corrects one word in their language takes no other from those who read the other one. */
    @Test
    default void whatIsSentBackAsItWasReadKeepsItsOtherLanguage(@TempDir Path folder) {
        try (Station station = station(folder)) {
            station.accounts.add(Scene.account("sales", false, Map.of()));
            station.until("2026-03-11T09:05");
            Incident open = station.newest().get(0);
            IncidentsResource desk = new IncidentsResource(station.incidents, station.incidents.shelf());
            IncidentJson changed = desk.change(
                    open.id(),
                    new IncidentsResource.Edit(
                            open.version(),
                            open.words().title().en(),
                            "unplugged",
                            "Li",
                            open.words().remedy().zh()),
                    new Caller(Station.WANG));
            assertThat(changed.title()).isEqualTo(open.words().title());
            assertThat(changed.remedy()).isEqualTo(open.words().remedy());
            assertThat(changed.cause()).isEqualTo(new Phrase("unplugged", "unplugged"));
            assertThat(desk.one(open.id()).timeline())
                    .extracting(step -> step.text().en())
                    .containsExactly("Connection dingtalk/sales: bad", "role:system-admin, role:it-head", "");
        }
    }

    /** They happened in one moment, and each is on one page and on no other. */
    @Test
    default void pagesLoseNothingThatHappenedInOneMoment(@TempDir Path folder) {
        try (Station station = station(folder)) {
            List<String> complaints = new ArrayList<>();
            List<String> incidents = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                complaints.add(station.complaints.put(Station.WANG, "慢 " + i).id());
                incidents.add(station.incidents
                        .open(Incident.Words.titled("问题 " + i), Doer.of(Station.WANG))
                        .id());
            }
            ComplaintsResource box = new ComplaintsResource(station.complaints, new GivenRights(), new OpenAccounts());
            IncidentsResource desk = new IncidentsResource(station.incidents, station.incidents.shelf());
            assertThat(read(before -> {
                        var page = box.list(before, "2", new Caller(Station.WANG));
                        return Map.entry(
                                page.items().stream().map(ComplaintJson::id).toList(), page.next());
                    }))
                    .containsExactlyInAnyOrderElementsOf(complaints);
            assertThat(read(before -> {
                        var page = desk.list(null, before, "2");
                        return Map.entry(
                                page.items().stream().map(IncidentJson::id).toList(), page.next());
                    }))
                    .containsExactlyInAnyOrderElementsOf(incidents);
            assertThat(desk.list("open", "2026-03-11T01:00:00Z", "2").items()).isEmpty();
            assertThat(desk.list("open", "2026-03-11T01:00:00.001Z", "9").items())
                    .hasSize(5);
            for (String bad : List.of("yesterday", "2026-03-11T01:00:00Z~x", "~", "+999999999-12-31T00:00:00Z")) {
                assertThatThrownBy(() -> desk.list(null, bad, "2")).isInstanceOf(Problem.class);
            }
        }
    }

    /** Every page, one behind the other. */
    private static List<String> read(Function<String, Map.Entry<List<String>, Optional<String>>> page) {
        List<String> ids = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            Map.Entry<List<String>, Optional<String>> read = page.apply(next.get());
            ids.addAll(read.getKey());
            next = read.getValue();
        }
        return ids;
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static Standing standing(Station station) {
        return station.shelf.standings().get("connection:dingtalk/sales");
    }

    private static List<History.Stretch> past(Station station, Grain grain) {
        History history = new History(station.clock.zone());
        return station.store.read(c -> history.of(c, "complaints", grain, Instant.EPOCH));
    }
}
