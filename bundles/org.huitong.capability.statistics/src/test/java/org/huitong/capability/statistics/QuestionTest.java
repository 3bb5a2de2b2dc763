// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.EnumSet;
import org.huitong.api.web.Problem;
import org.huitong.capability.statistics.Question.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:20:30Z");

    @Test
    void nothingAskedMeansTheLastDayByHour() {
        assertThat(Question.of(null, "", null, NOW))
                .isEqualTo(new Question(
                        Instant.parse("2026-03-01T11:00:00Z"),
                        Instant.parse("2026-03-02T11:00:00Z"),
                        EnumSet.of(By.HOUR)));
    }

    @Test
    void boundsAreWidenedToWholeHours() {
        assertThat(Question.of("2026-03-01T08:30:00+08:00", "2026-03-01T08:00:01Z", "platform, type", NOW))
                .isEqualTo(new Question(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-01T09:00:00Z"),
                        EnumSet.of(By.PLATFORM, By.TYPE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            yesterday                     | -                    | -     | a time with its zone
            -                             | 2026-03-01           | -     | a time with its zone
            +123456789-01-01T00:00:00Z    | -                    | -     | from the year 1 to 9999
            2026-03-02T00:00:00Z          | 2026-03-01T00:00:00Z | -     | earlier than to
            2025-03-02T00:00:00Z          | 2026-03-01T00:00:00Z | hour  | at most 100 days
            -                             | -                    | week  | hour platform type department
            -                             | -                    | ,     | hour platform type department
            """)
    void whatIsWrongIsToldWithWhatIsAllowed(String from, String to, String by, String told) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Question.of(from, to, by, NOW));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem).hasMessageContaining(told);
    }
}
