// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.huitong.document.Printer.Outcome;
import org.junit.jupiter.api.Test;

class PrinterTest {
    private static final LocalText TITLE = LocalText.of("费用", "Costs");
    private static final Column NAME = Column.text("name", LocalText.of("名称", "Name"));
    private static final Column COST = Column.number("cost", TITLE, 1).withSum();

    private final Printer printer = new Printer("", Samples.ZONE);
    private final Told told = new Told();

    @Test
    void adds_up_what_the_rows_show() throws IOException {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), costs("0.05", "0.05", "0.05"));
        printer.print(report, Language.ENGLISH, rows(10), told);
        assertThat(told.texts()).containsExactly("a|0.1", "a|0.1", "a|0.1", "Total|0.3");
    }

    @Test
    void adds_up_numbers_that_no_double_holds() throws IOException {
        Report report =
                Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), costs("99999999999999999999.5", "0.1", "-0.3"));
        printer.print(report, Language.CHINESE, rows(10), told);
        assertThat(told.texts().get(3)).isEqualTo("合计|99,999,999,999,999,999,999.3");
    }

    @Test
    void shows_a_total_that_is_no_sum_as_it_was_given() throws IOException {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), costs("1", "1"))
                .withTotal("cost", Cell.number(new BigDecimal("1.5")));
        printer.print(report, Language.CHINESE, rows(10), told);
        assertThat(told.texts()).endsWith("合计|1.5");
    }

    @Test
    void has_no_line_of_totals_where_nothing_is_added_up() throws IOException {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME), Rows.of(List.of(List.of(Cell.text("a")))));
        printer.print(report, Language.CHINESE, rows(10), told);
        assertThat(told.texts()).containsExactly("a");
    }

    @Test
    void stops_at_the_most_rows_and_says_so_without_totals() throws IOException {
        List<Boolean> wanted = new ArrayList<>();
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), taker -> {
            for (int i = 0; i < 5; i++) {
                wanted.add(taker.take(List.of(Cell.text("a"), Cell.number(1))));
            }
        });
        assertThat(printer.print(report, Language.CHINESE, rows(3), told)).isEqualTo(Outcome.CUT);
        assertThat(wanted).containsExactly(true, true, true, false, false);
        assertThat(told.texts()).containsExactly("a|1.0", "a|1.0", "a|1.0");
    }

    @Test
    void prints_as_many_as_are_allowed_as_a_whole() throws IOException {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), costs("1", "2", "3"));
        assertThat(printer.print(report, Language.CHINESE, rows(3), told)).isEqualTo(Outcome.WHOLE);
        assertThat(told.texts()).endsWith("合计|6.0");
    }

    @Test
    void stops_where_few_rows_hold_too_much() throws IOException {
        String long_ = "字".repeat(30_000);
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME), taker -> {
            for (int i = 0; i < 2_000; i++) {
                taker.take(List.of(Cell.text(long_)));
            }
        });
        assertThat(printer.print(report, Language.CHINESE, rows(100_000), told)).isEqualTo(Outcome.CUT);
    }

    @Test
    void prints_a_heading_where_there_are_no_rows() throws IOException {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), Rows.of(List.of()));
        printer.print(report, Language.CHINESE, rows(3), told);
        assertThat(told.heading.title()).isEqualTo("费用");
        assertThat(told.texts()).containsExactly("合计|0.0");
    }

    @Test
    void refuses_a_row_that_has_not_a_cell_for_each_column() {
        Report report = Report.of(TITLE, Samples.AS_OF, List.of(NAME, COST), Rows.of(List.of(List.of(Cell.text("a")))));
        assertThatThrownBy(() -> printer.print(report, Language.CHINESE, rows(3), told))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counts_a_chinese_character_as_two() {
        assertThat(Widths.of("张三a")).isEqualTo(5);
        assertThat(Widths.of("䶮㛃𠮷")).isEqualTo(6);
        assertThat(Widths.of("short\n一二三四五六")).isEqualTo(12);
    }

    private static Rows costs(String... costs) {
        return Rows.of(List.of(costs).stream()
                .map(c -> List.of(Cell.text("a"), Cell.number(new BigDecimal(c))))
                .toList());
    }

    /** What a print was told. */
    private static final class Told implements Print {
        private final List<List<Shown>> lines = new ArrayList<>();
        private Heading heading;

        @Override
        public void begin(Heading heading, Widths widths) {
            assertThat(lines).isEmpty();
            this.heading = heading;
        }

        @Override
        public void row(List<Shown> row) {
            lines.add(row);
        }

        @Override
        public void end(Optional<List<Shown>> totals) {
            assertThat(heading).isNotNull();
            totals.ifPresent(lines::add);
        }

        List<String> texts() {
            return lines.stream()
                    .map(line -> String.join("|", line.stream().map(Shown::text).toList()))
                    .toList();
        }
    }

    private static Most rows(int most) {
        return new Most(most, Most.ON_A_PAGE.characters());
    }
}
