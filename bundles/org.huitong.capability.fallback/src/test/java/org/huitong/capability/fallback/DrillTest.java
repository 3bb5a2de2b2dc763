// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.outbox.Detour.Way;
import org.huitong.capability.fallback.Drill.Line;
import org.junit.jupiter.api.Test;

class DrillTest {
    private static final Map<String, List<String>> REACH = Map.of(
            "p1", List.of("dingtalk", "mail", "sms"),
            "p2", List.of("dingtalk"),
            "p3", List.of("feishu", "sms"),
            "p4", List.of("dingtalk", "sms"));

    @Test
    void saysWhoWouldBeReachedByWhatAndWhoByNothing() {
        List<Line> lines = lines(Set.of("dingtalk"));
        assertThat(lines)
                .containsExactly(
                        new Line("p1", Optional.of("dingtalk"), Optional.of("mail")),
                        new Line("p2", Optional.of("dingtalk"), Optional.empty()),
                        new Line("p3", Optional.of("feishu"), Optional.of("feishu")),
                        new Line("p4", Optional.of("dingtalk"), Optional.of("sms")),
                        new Line("p5", Optional.empty(), Optional.empty()));
        Drill drill = new Drill("d", Instant.EPOCH, "wangm", List.of("dingtalk"), lines);
        assertThat(drill.unreached()).isEqualTo(2);
        assertThat(drill.byWay()).isEqualTo(Map.of("mail", 1L, "feishu", 1L, "sms", 1L));
    }

    @Test
    void whatIsSupposedToBeDownIsNoWayRoundEither() {
        assertThat(lines(Set.of("dingtalk", "mail")).get(0).then()).contains("sms");
        assertThat(lines(Set.of("dingtalk", "mail", "sms", "feishu")))
                .allMatch(line -> line.then().isEmpty());
    }

    private static List<Line> lines(Set<String> supposed) {
        Chain chain = new Chain(
                1,
                1,
                "应急",
                true,
                Optional.empty(),
                List.of(new Way("feishu", 0), new Way("mail", 0), new Way("sms", 5)),
                Duration.ofMinutes(2),
                100,
                true);
        return Drill.lines(
                List.copyOf(Firm.roster().persons()),
                supposed,
                person -> REACH.getOrDefault(person, List.of()),
                person -> Optional.of(chain));
    }
}
