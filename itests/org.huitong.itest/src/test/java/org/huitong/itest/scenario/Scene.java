// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.itest.TurnedClock;
import org.huitong.itest.scenario.Diary.Line;
import org.huitong.itest.scenario.House.Worker;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;

/** The house with its hub, its clock, its phones and its diary, on which the day is played. */
final class Scene implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** An ordinary Wednesday. */
    static final LocalDate DAY = LocalDate.parse("2026-03-11");

    private static final Pattern DIGEST = Pattern.compile("【汇总】.* 共 (\\d+) 条消息");
    private static final List<String> TITLES =
            List.of("重要·升级", "重要", "新任务", "即将到期", "已到期", "逾期升级", "督办", "超时待分类", "超时待分配", "指令", "指令提醒", "指令·代办");

    final House house = new House();
    final Diary diary = new Diary(house);
    final HubProcess process;
    final Hub hub;
    private final TurnedClock clock;
    private final Phones phones = new Phones();
    private final Mouths mouths;

    /** @param folder an empty one */
    Scene(Path folder, String time) throws IOException {
        process = new HubProcess(Files.createDirectory(folder.resolve("hub")));
        clock = new TurnedClock(process, Files.createDirectory(folder.resolve("clock")), at(time));
        mouths = new Mouths(process, phones);
        // Roles are given here by one hand: that they wait for approvals is proven elsewhere.
        process.configure("org.huitong.capability.approvals", Map.of("mode", "never"));
        process.start().login();
        hub = new Hub(process, house);
        hub.makeReady(mouths.tenants());
    }

    Line say(int department, String by, String text, boolean high, String tags) {
        return said(new Line(
                diary.next(),
                House.platform(department),
                Optional.of(department),
                House.room(department),
                Optional.of(worker(by)),
                text,
                high,
                tags,
                false));
    }

    /** By somebody whom nobody knows, in a room that is nobody's. */
    Line strange(String text, boolean high, String tags) {
        return said(new Line(
                diary.next(),
                "dingtalk",
                Optional.empty(),
                Optional.of("room-of-nobody"),
                Optional.empty(),
                text,
                high,
                tags,
                false));
    }

    /** To the hub alone, on the platform where somebody is. */
    void write(String by, String text) {
        direct(by, text, false);
    }

    void answer(String by, String text) {
        direct(by, text, true);
    }

    private void direct(String by, String text, boolean answer) {
        Worker worker = worker(by);
        int department = House.DEPARTMENTS.indexOf(worker.department());
        said(new Line(
                diary.next(),
                worker.platform(),
                department < 0 ? Optional.empty() : Optional.of(department),
                Optional.empty(),
                Optional.of(worker),
                text,
                false,
                "",
                answer));
    }

    private Line said(Line line) {
        diary.said(line);
        mouths.say(line, clock.now());
        hub.settle();
        return line;
    }

    /** It is that time now, and all that was due before has come. */
    void turn(String time) {
        everyPhoneHasWhatItMust();
        Instant moment = at(time).plusSeconds(20);
        clock.set(moment);
        // What a slow machine rings late would tell of what is said from now on.
        Eventually.until("what was due before has rung", () -> !hub.rungUpTo().isBefore(moment));
    }

    void window(String time) {
        turn(time);
        diary.window();
        everyPhoneHasWhatItMust();
    }

    void everyPhoneHasWhatItMust() {
        try {
            Eventually.until("the phones have what they must", () -> received().equals(diary.phones()));
        } catch (AssertionError e) {
            assertThat(received()).isEqualTo(diary.phones());
        }
    }

    private Map<String, Integer> received() {
        Map<String, Integer> received = new TreeMap<>();
        phones.got.forEach(
                got -> received.merge(got.platform() + ":" + got.user() + " " + title(got), 1, Integer::sum));
        return received;
    }

    private static String title(Phones.Got got) {
        for (String words : got.words()) {
            Matcher digest = DIGEST.matcher(words);
            if (digest.find()) {
                return "汇总 " + digest.group(1);
            }
        }
        return TITLES.stream().filter(got::is).findFirst().orElse(got.words().toString());
    }

    /** The code that stands on the last such thing that somebody got. */
    String code(String id, String title) {
        everyPhoneHasWhatItMust();
        Worker worker = worker(id);
        return phones.got.stream()
                .filter(got -> got.platform().equals(worker.platform())
                        && got.user().equals(id)
                        && title(got).equals(title))
                .reduce((a, b) -> b)
                .flatMap(Phones.Got::code)
                .orElseThrow();
    }

    void amend(String words, String field, String value) {
        JsonNode task = hub.task(words);
        hub.put(
                "/tasks/" + task.path("id").asText(),
                "{\"version\":%d,\"%s\":\"%s\"}",
                task.path("version").asInt(),
                field,
                value);
    }

    Worker worker(String id) {
        return house.worker(id);
    }

    static Instant moment(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText());
    }

    static Instant at(String time) {
        return DAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    /** What was asked of platforms that they do not know. */
    List<String> strangeCalls() {
        return phones.unknown;
    }

    @Override
    public void close() {
        process.close();
        phones.close();
    }
}
