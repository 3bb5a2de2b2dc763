// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
    @Test
    void pausesDoubleUpToALimit() {
        assertThat(pauses(0).stream().map(Duration::toMillis).toList())
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L, 5_000L, 5_000L);
    }

    /** Whoever comes first has half a minute; a reader that is broken does not hold the log up for as long each time. */
    @ParameterizedTest
    @CsvSource({"0, 30, 36", "1, 15, 21", "2, 7, 12", "5, 0, 2", "6, 0, 2", "1000, 0, 2"})
    void isLongForTheFirstAndShorterForThoseAfterIt(int parkedBefore, int atLeast, int atMost) {
        Duration all = pauses(parkedBefore).stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofSeconds(atLeast), Duration.ofSeconds(atMost));
        assertThat(pauses(parkedBefore)).isNotEmpty();
    }

    @Test
    void neverRunsOutOfPausesForWhatIsNoReasonToPark() {
        assertThat(Patience.USUAL.pause(1_000_000)).isEqualTo(Duration.ofSeconds(5));
    }

    private static List<Duration> pauses(int parkedBefore) {
        List<Duration> pauses = new ArrayList<>();
        Optional<Duration> next = Patience.USUAL.pause(1, parkedBefore);
        while (next.isPresent()) {
            pauses.add(next.get());
            next = Patience.USUAL.pause(pauses.size() + 1, parkedBefore);
        }
        return pauses;
    }
}
