// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;
import org.huitong.document.Shown.Value;

/** The line below the rows: sums of what the rows show, so that whoever adds them up comes to the same. */
final class Totals {
    private final Report report;
    private final Language language;
    private final Typesetter typesetter;
    private final BigDecimal[] numbers;
    private final Duration[] lengths;

    Totals(Report report, Language language, Typesetter typesetter) {
        this.report = report;
        this.language = language;
        this.typesetter = typesetter;
        int columns = report.columns().size();
        this.numbers = new BigDecimal[columns];
        this.lengths = new Duration[columns];
        for (int i = 0; i < columns; i++) {
            numbers[i] = BigDecimal.ZERO;
            lengths[i] = Duration.ZERO;
        }
    }

    void add(List<Shown> row) {
        for (int i = 0; i < numbers.length; i++) {
            if (row.get(i).value() instanceof Value.Number number) {
                numbers[i] = numbers[i].add(number.value());
            } else if (row.get(i).value() instanceof Value.Span span) {
                lengths[i] = lengths[i].plus(span.length());
            }
        }
    }

    Optional<List<Shown>> line() {
        List<Column> columns = report.columns();
        if (report.totals().isEmpty() && columns.stream().noneMatch(Column::summed)) {
            return Optional.empty();
        }
        List<Shown> line = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            line.add(typesetter.set(columns.get(i), total(i)));
        }
        if (line.get(0).text().isEmpty()) {
            line.set(0, Shown.words(language.total()));
        }
        return Optional.of(line);
    }

    private Cell total(int i) {
        Column column = report.columns().get(i);
        Cell given = report.totals().get(column.id());
        if (given != null) {
            return given;
        }
        if (!column.summed()) {
            return Cell.empty();
        }
        return column.kind() == Column.Kind.DURATION ? Cell.span(lengths[i]) : Cell.number(numbers[i]);
    }
}
