// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Script SCRIPT = Script.ofTheDay();
    private final Day day = new Day(SCRIPT, Duration.ofMinutes(20), "run", new Random(1));

    @Test
    void tenDepartmentsAndFourPlatformsTakePart() {
        assertThat(SCRIPT.people())
                .extracting(Person::department)
                .containsOnly("总经办", "生产部", "质量部", "采购部", "仓储物流部", "设备部", "研发部", "销售部", "人力资源部", "财务部");
        assertThat(SCRIPT.rooms()).extracting(Room::platform).contains("dingtalk", "wecom", "feishu", "generic");
        assertThat(SCRIPT.scenes()).extracting(Script.Scene::room).containsAll(SCRIPT.rooms());
    }

    /** What each platform's callback can carry at all. */
    @Test
    void nobodyDoesWhatThePlatformCannotShow() {
        Set<Happening.Act> group = EnumSet.of(
                Happening.Act.TEXT,
                Happening.Act.IMAGE,
                Happening.Act.POST,
                Happening.Act.APPROVAL,
                Happening.Act.NEWCOMER);
        Set<Happening.Act> direct = EnumSet.copyOf(group);
        direct.addAll(Set.of(Happening.Act.VOICE, Happening.Act.VIDEO, Happening.Act.FILE));
        Set<Happening.Act> app = EnumSet.of(
                Happening.Act.TEXT,
                Happening.Act.IMAGE,
                Happening.Act.VOICE,
                Happening.Act.VIDEO,
                Happening.Act.LOCATION,
                Happening.Act.LINK,
                Happening.Act.APPROVAL);
        Set<Happening.Act> feishu = EnumSet.complementOf(EnumSet.of(Happening.Act.LINK));
        for (Script.Scene scene : SCRIPT.scenes()) {
            Set<Happening.Act> possible =
                    switch (scene.room().platform()) {
                        case "dingtalk" -> scene.room().kind() == Room.Kind.GROUP ? group : direct;
                        case "wecom" -> app;
                        default -> feishu;
                    };
            assertThat(possible)
                    .as(scene.room().title())
                    .containsAll(scene.lines().stream().map(Script.Line::act).toList());
        }
    }

    @Test
    void aNewcomerSeesAllPlatformsWithinSeconds() {
        List<Happening> plan = day.plan(0, START, 9);
        List<Happening> soon = plan.stream()
                .filter(happening -> happening.at().isBefore(START.plusSeconds(10)))
                .toList();

        assertThat(soon).hasSizeGreaterThan(20);
        assertThat(soon.stream().limit(9).map(happening -> happening.room().platform()))
                .contains("dingtalk", "wecom", "feishu");
        assertThat(plan).isSortedAccordingTo(Comparator.comparing(Happening::at));
        assertThat(plan.get(plan.size() - 1).at()).isBefore(START.plus(Duration.ofMinutes(21)));
    }

    @Test
    void noTwoHappeningsShareAnId() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            day.plan(i, START, i == 0 ? 9 : 0).forEach(happening -> ids.add(happening.id()));
        }

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void recallsAndEditsAreAboutSomethingSaidBefore() {
        Map<String, Happening> said = new HashMap<>();
        for (Happening happening : day.plan(0, START, 0)) {
            if (happening.act() == Happening.Act.RECALL || happening.act() == Happening.Act.EDIT) {
                assertThat(said).containsKey(happening.about());
                assertThat(happening.first()).isBefore(happening.at());
            }
            said.put(happening.id(), happening);
        }
    }

    @Test
    void choicesAreMade() {
        assertThat(day.plan(0, START, 9))
                .noneMatch(happening -> happening.text().contains("{"));
    }

    @Test
    void aPlatformGoesDownAndComesBack() {
        Instant half = START.plus(Duration.ofMinutes(5)).plusSeconds(10);

        assertThat(day.isDown("wecom", START, START)).isFalse();
        assertThat(day.isDown("wecom", START, half)).isTrue();
        assertThat(day.isDown("dingtalk", START, half)).isFalse();
        assertThat(day.isDown("wecom", START, START.plus(Duration.ofMinutes(7))))
                .isFalse();
    }
}
