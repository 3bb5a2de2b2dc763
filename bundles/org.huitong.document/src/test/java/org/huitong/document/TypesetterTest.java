// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.text.LocalText;
import org.huitong.document.Shown.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesetterTest {
    private static final LocalText TITLE = LocalText.of("列", "Column");

    private final Typesetter chinese = new Typesetter(Language.CHINESE, Samples.ZONE);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 0 | 0
                    1234567 | 0 | 1,234,567
                    -1234.565 | 2 | -1,234.57
                    0.005 | 2 | 0.01
                    0.004 | 2 | 0.00
                    999999999999999999999 | 0 | 999,999,999,999,999,999,999
                    0.1 | 6 | 0.100000
                    """)
    void shows_a_number_with_its_digits(BigDecimal value, int digits, String text) {
        Shown shown = chinese.set(Column.number("n", TITLE, digits), Cell.number(value));
        assertThat(shown.text()).isEqualTo(text);
        assertThat(((Value.Number) shown.value()).value()).isEqualByComparingTo(text.replace(",", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | 0 | 0% | 0.00
                    0.28549 | 1 | 28.5% | 0.285
                    0.07 | 0 | 7% | 0.07
                    1 | 2 | 100.00% | 1.0000
                    -0.00126 | 1 | -0.1% | -0.001
                    12.5 | 0 | 1,250% | 12.50
                    """)
    void shows_a_share_as_per_cent(BigDecimal share, int digits, String text, BigDecimal value) {
        Shown shown = chinese.set(Column.percent("p", TITLE, digits), Cell.number(share));
        assertThat(shown).isEqualTo(new Shown(new Value.Number(value), text));
    }

    @Test
    void shows_times_in_the_hubs_zone_to_the_second() {
        assertThat(chinese.set(Column.moment("m", TITLE), Cell.moment(Instant.parse("2025-12-31T16:00:00.999Z"))))
                .isEqualTo(new Shown(new Value.Moment(LocalDateTime.of(2026, 1, 1, 0, 0)), "2026-01-01 00:00:00"));
        assertThat(chinese.set(Column.day("d", TITLE), Cell.day(LocalDate.of(2024, 2, 29))))
                .isEqualTo(new Shown(new Value.Day(LocalDate.of(2024, 2, 29)), "2024-02-29"));
    }

    @Test
    void gives_days_that_spreadsheets_count_wrongly_as_words() {
        assertThat(chinese.set(Column.day("d", TITLE), Cell.day(LocalDate.of(1900, 2, 28))))
                .isEqualTo(Shown.words("1900-02-28"));
    }

    @Test
    void shows_how_long_something_took() {
        Column column = Column.duration("s", TITLE);
        assertThat(chinese.set(column, Cell.span(Duration.ofSeconds(100 * 3600 + 61, 999_999_999)))
                        .text())
                .isEqualTo("100:01:01");
        assertThat(chinese.set(column, Cell.span(Duration.ofSeconds(-3661))).text())
                .isEqualTo("-1:01:01");
    }

    @Test
    void says_the_hubs_words_in_the_readers_language() {
        Cell cell = Cell.words(LocalText.of("已完成", "Completed"));
        assertThat(chinese.set(Column.text("t", TITLE), cell)).isEqualTo(Shown.words("已完成"));
        assertThat(new Typesetter(Language.ENGLISH, Samples.ZONE).set(Column.text("t", TITLE), cell))
                .isEqualTo(Shown.words("Completed"));
    }

    @Test
    void takes_out_what_office_files_cannot_hold() {
        assertThat(Typesetter.clean("  a\u0000b\u001bc\ud800d\uffffe\tf\r\ng\rh "))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf\ng\nh");
        assertThat(Typesetter.clean("䶮㛃𠮷👩‍💻")).isEqualTo("䶮㛃𠮷👩‍💻");
    }

    @Test
    void cuts_what_is_longer_than_a_cell_and_shows_that_it_did() {
        String clean = Typesetter.clean("𠮷".repeat(20_000));
        assertThat(clean).endsWith("𠮷…").hasSizeLessThan(32_767);
        assertThat(Typesetter.clean("字".repeat(32_000))).hasSize(32_000).doesNotContain("…");
    }

    @Test
    void refuses_a_cell_of_another_kind_than_its_column() {
        for (Cell cell : List.of(Cell.number(1), Cell.day(LocalDate.EPOCH), Cell.moment(Instant.EPOCH))) {
            assertThatThrownBy(() -> chinese.set(Column.text("t", TITLE), cell))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> chinese.set(Column.number("n", TITLE), Cell.text("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
