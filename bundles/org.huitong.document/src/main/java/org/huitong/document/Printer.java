// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.Report;

/**
 * Prints a report: sets its rows as they are poured, adds them up, and stops where there are too many. Only the first
 * rows are held back, to learn the widths of columns from.
 */
final class Printer {
    private static final int LEARNT_FROM = 200;

    private final String company;
    private final ZoneId zone;

    /** @param company see {@link Heading#of} */
    Printer(String company, ZoneId zone) {
        this.company = company;
        this.zone = zone;
    }

    /** What came of it. */
    enum Outcome {
        WHOLE,
        /** There are more rows than may be printed: the print ends behind the last of them, without totals. */
        CUT
    }

    Outcome print(Report all, Language language, Most most, Print print) throws IOException {
        Report report = print.holdsHidden() ? all : visible(all);
        Typesetter typesetter = new Typesetter(language, zone);
        Run run = new Run(report, typesetter, Heading.of(report, language, typesetter, company), most, print);
        try {
            report.rows().pour(run::take);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        run.begin();
        print.end(run.cut ? Optional.empty() : run.totals.line());
        return run.cut ? Outcome.CUT : Outcome.WHOLE;
    }

    /** As people see it. */
    private static Report visible(Report report) {
        List<Column> columns = report.columns();
        if (columns.stream().noneMatch(Column::hidden)) {
            return report;
        }
        int[] shown = IntStream.range(0, columns.size())
                .filter(i -> !columns.get(i).hidden())
                .toArray();
        return new Report(
                report.title(),
                report.subtitle(),
                report.unit(),
                report.asOf(),
                Arrays.stream(shown).mapToObj(columns::get).toList(),
                taker -> report.rows()
                        .pour(row -> taker.take(
                                Arrays.stream(shown).mapToObj(row::get).toList())),
                report.totals(),
                report.notes(),
                report.signatures(),
                report.chart(),
                report.watermark());
    }

    /** One report on its way. */
    private static final class Run {
        private final List<Column> columns;
        private final Typesetter typesetter;
        private final Heading heading;
        private final Print print;
        private final Totals totals;
        private final Most most;
        private List<List<Shown>> heldBack = new ArrayList<>();
        private int rows;
        private long characters;
        private boolean cut;

        Run(Report report, Typesetter typesetter, Heading heading, Most most, Print print) {
            this.columns = report.columns();
            this.typesetter = typesetter;
            this.heading = heading;
            this.most = most;
            this.print = print;
            this.totals = new Totals(report, heading.language(), typesetter);
        }

        boolean take(List<Cell> cells) {
            if (cut || rows == most.rows() || characters > most.characters()) {
                cut = true;
                return false;
            }
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row has " + cells.size() + " cells for " + columns.size() + " columns");
            }
            List<Shown> row = new ArrayList<>(cells.size());
            for (int i = 0; i < cells.size(); i++) {
                Shown shown = typesetter.set(columns.get(i), cells.get(i));
                characters += shown.text().length();
                row.add(shown);
            }
            totals.add(row);
            rows++;
            try {
                print(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        }

        private void print(List<Shown> row) throws IOException {
            if (heldBack == null) {
                print.row(row);
                return;
            }
            heldBack.add(row);
            if (heldBack.size() == LEARNT_FROM) {
                begin();
            }
        }

        /** Once: when enough rows are known, or there are no more. */
        void begin() throws IOException {
            if (heldBack == null) {
                return;
            }
            List<List<Shown>> first = heldBack;
            heldBack = null;
            print.begin(heading, Widths.of(heading, first));
            for (List<Shown> row : first) {
                print.row(row);
            }
        }
    }
}
