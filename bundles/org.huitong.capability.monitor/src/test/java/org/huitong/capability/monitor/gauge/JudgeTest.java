// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.huitong.capability.monitor.gauge.Judge.News;
import org.huitong.capability.monitor.gauge.Judge.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values minute by minute, and what of it is news: n nothing, B a breach, O it is over. */
class JudgeTest {
    private static final Instant START = Instant.parse("2026-03-11T04:00:00Z");

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "1 1 1, nnn",
        "6 6, nB",
        "6 1 6 1 6, nnnnn",
        "6 6 6 6, nBnn",
        "6 6 1 1 1 1, nBnnOn",
        "6 6 4 4 4, nBnnO",
        "6 6 1 1 6 1 1 1, nBnnnnnO",
        "6 6 1 1 1 6 6, nBnnOnB",
    })
    void tells(String values, String news) {
        Optional<Standing> before = Optional.empty();
        StringBuilder told = new StringBuilder();
        int minute = 0;
        for (String value : values.split(" ")) {
            Reading reading = Reading.of(Gauge.DELAY, Double.parseDouble(value));
            Verdict verdict = Judge.of(reading, Gauge.DELAY.limits(), before, START.plus(Duration.ofMinutes(minute++)));
            told.append(verdict.news() == News.BREACH ? 'B' : verdict.news() == News.OVER ? 'O' : 'n');
            before = Optional.of(
                    switch (verdict.news()) {
                        case BREACH -> verdict.standing().within("i");
                        case OVER -> verdict.standing().withoutIncident();
                        case NONE -> verdict.standing();
                    });
        }
        assertThat(told).hasToString(news);
    }

    @ParameterizedTest(name = "{0} since minute {1}")
    @CsvSource({"1 1 1, 0", "1 4 4, 1", "4 6 6 6, 1", "6 6 4, 2"})
    void knowsSinceWhenItIsAsItIs(String values, int minuteOfChange) {
        Optional<Standing> before = Optional.empty();
        int minute = 0;
        for (String value : values.split(" ")) {
            before = Optional.of(Judge.of(
                            Reading.of(Gauge.DELAY, Double.parseDouble(value)),
                            Gauge.DELAY.limits(),
                            before,
                            START.plus(Duration.ofMinutes(minute++)))
                    .standing());
        }
        assertThat(before.orElseThrow().since()).isEqualTo(START.plus(Duration.ofMinutes(minuteOfChange)));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} is {4}, normal {5}")
    @CsvSource({
        "most, 3, 5, 3, GOOD, ≤ 5 s",
        "most, 3, 5, 3.1, WARNING, ≤ 5 s",
        "most, 3, 5, 5, WARNING, ≤ 5 s",
        "most, 3, 5, 5.1, BAD, ≤ 5 s",
        "most, 0, 0, 1, BAD, ≤ 0 s",
        "least, 30, 7, 30, GOOD, ≥ 7 s",
        "least, 30, 7, 29, WARNING, ≥ 7 s",
        "least, 30, 7.5, 7, BAD, ≥ 7.5 s",
    })
    void holdsAgainstTheNorm(String side, double near, double norm, double value, State state, String text) {
        Limits limits = new Limits(near, norm, side.equals("least"));
        assertThat(limits.areInOrder()).isTrue();
        assertThat(limits.of(value)).isEqualTo(state);
        assertThat(limits.text("s")).isEqualTo(text);
    }
}
