// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.huitong.kit.sign.Freshness.Unit;
import org.huitong.kit.sign.Freshness.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @ParameterizedTest
    @CsvSource({
        "PT1H, 1700000000, SECONDS, FRESH",
        "PT1H, 1699996400, SECONDS, FRESH",
        "PT1H, 1699996399, SECONDS, STALE",
        "PT1H, 1700003600, SECONDS, FRESH",
        "PT1H, 1700003601, SECONDS, STALE",
        "PT1H, 1700000000000, MILLISECONDS, FRESH",
        "PT1H, 1699996399999, MILLISECONDS, STALE",
        "PT1H, 1700000000, MILLISECONDS, STALE",
        "PT1H, -1, SECONDS, STALE",
        "PT1H, 9223372036854775807, SECONDS, STALE",
        "PT1H, 9223372036854775807, MILLISECONDS, STALE",
        "PT1H, 99999999999999999999, SECONDS, UNREADABLE",
        "PT1H, now, SECONDS, UNREADABLE",
        "PT1H, '', SECONDS, UNREADABLE",
        "PT0S, 1, SECONDS, FRESH",
        "PT0S, now, SECONDS, FRESH",
    })
    void judges(String window, String stamp, Unit unit, Verdict verdict) {
        assertThat(read(window, Duration.ZERO).judge(stamp, unit, NOW)).isEqualTo(verdict);
    }

    @Test
    void thePlatformsRuleHoldsWhereNothingIsConfigured() {
        assertThat(read(" ", Duration.ofHours(8)).window()).hasHours(8);
        assertThat(read(null, Duration.ofHours(8)).window()).hasHours(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8h", "-PT1H", "PT"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Freshness.of(text, Duration.ZERO).bad())
                .hasValueSatisfying(reason -> assertThat(reason.en()).contains("duration"));
    }

    private static Freshness read(String text, Duration otherwise) {
        return Freshness.of(text, otherwise).good().orElseThrow();
    }
}
