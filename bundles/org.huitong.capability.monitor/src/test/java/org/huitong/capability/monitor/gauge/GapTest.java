// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gap.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of what was said while an account was away follows from what its platform documents. */
class GapTest {
    private static final Instant NOON = Instant.parse("2026-03-11T04:00:00Z");
    private static final Redelivery LADDER = new Redelivery.Retried(Duration.ofHours(7), Duration.ofHours(6));
    private static final LocalText WHY = LocalText.of("不重推", "not again");

    static Stream<Arguments> fates() {
        return Stream.of(
                Arguments.of(new Redelivery.Kept(Optional.empty()), Duration.ofDays(90), Fate.CLOSED, ""),
                Arguments.of(kept(5), Duration.ofDays(5), Fate.CLOSED, ""),
                Arguments.of(kept(5), Duration.ofDays(5).plusMinutes(1), Fate.LOST, "平台只保留 5 天"),
                Arguments.of(LADDER, Duration.ofMinutes(419), Fate.COMING, ""),
                Arguments.of(LADDER, Duration.ofHours(7), Fate.LOST, "平台最多重推约 7 小时"),
                Arguments.of(
                        new Redelivery.Retried(Duration.ofSeconds(10), Duration.ofSeconds(5)),
                        Duration.ofMinutes(1),
                        Fate.LOST,
                        "平台最多重推约 10 秒"),
                Arguments.of(new Redelivery.Lost(WHY), Duration.ofMinutes(1), Fate.LOST, "不重推"),
                Arguments.of(new Redelivery.Unknown(WHY), Duration.ofMinutes(1), Fate.UNKNOWN, "不重推"));
    }

    private static Redelivery kept(int days) {
        return new Redelivery.Kept(Optional.of(Duration.ofDays(days)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("fates")
    void itsFateIsWhatThePlatformDocuments(Redelivery redelivery, Duration lasted, Fate fate, String why) {
        Gap over = Gap.open("dingtalk/sales", NOON, false).over(NOON.plus(lasted), redelivery);
        assertThat(over.fate()).isEqualTo(fate);
        assertThat(over.why().map(LocalText::zh).orElse("")).isEqualTo(why);
        assertThat(over.ended()).contains(NOON.plus(lasted));
    }

    @Test
    void whatIsPushedAgainHasComeWhenTheLastTryIsOver() {
        Gap coming = Gap.open("feishu/shop", NOON, false).over(NOON.plusSeconds(3_600), LADDER);
        Instant last = NOON.plusSeconds(3_600).plus(Duration.ofHours(6));
        assertThat(coming.settled(last)).isSameAs(coming);
        assertThat(coming.settled(last.plusSeconds(60)).fate()).isEqualTo(Fate.REPEATED);
        assertThat(coming.overtaken().fate()).isEqualTo(Fate.UNKNOWN);
        Gap closed = Gap.open("mail/hub", NOON, false).over(NOON.plusSeconds(60), kept(5));
        assertThat(closed.overtaken()).isSameAs(closed);
    }
}
