// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;

/**
 * One table with its heading: the single source of a page, its chart, and the files that are made of it.
 *
 * @param subtitle what it tells of, such as its period
 * @param unit the organisation that it is of (单位), where that is not the whole company's
 * @param asOf the moment whose state it shows
 * @param totals by the id of the column, for those whose total is not the sum of its rows
 * @param notes sentences below the table
 * @param watermark who took it out, faintly across each page of a file that has pages of its own (pdf)
 */
public record Report(
        LocalText title,
        Optional<LocalText> subtitle,
        Optional<String> unit,
        Instant asOf,
        List<Column> columns,
        Rows rows,
        Map<String, Cell> totals,
        List<LocalText> notes,
        List<Signature> signatures,
        Optional<Chart> chart,
        Optional<String> watermark) {
    public Report {
        Objects.requireNonNull(title);
        Objects.requireNonNull(subtitle);
        Objects.requireNonNull(unit);
        Objects.requireNonNull(asOf);
        columns = List.copyOf(columns);
        Objects.requireNonNull(rows);
        totals = Map.copyOf(totals);
        notes = List.copyOf(notes);
        signatures = List.copyOf(signatures);
        Objects.requireNonNull(chart);
        Objects.requireNonNull(watermark);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a report has a column");
        }
        Set<String> ids = columns.stream().map(Column::id).collect(Collectors.toSet());
        if (ids.size() < columns.size()) {
            throw new IllegalArgumentException("two columns of a report have the same id");
        }
        Set<String> named = new HashSet<>(totals.keySet());
        chart.ifPresent(
                c -> Stream.concat(Stream.of(c.category()), c.values().stream()).forEach(named::add));
        if (!ids.containsAll(named)) {
            throw new IllegalArgumentException("a total or the chart names a column that is not there");
        }
    }

    public static Report of(LocalText title, Instant asOf, List<Column> columns, Rows rows) {
        return new Report(
                title,
                Optional.empty(),
                Optional.empty(),
                asOf,
                columns,
                rows,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public Report about(LocalText what) {
        return new Report(
                title, Optional.of(what), unit, asOf, columns, rows, totals, notes, signatures, chart, watermark);
    }

    public Report ofUnit(String organisation) {
        return new Report(
                title,
                subtitle,
                Optional.of(organisation),
                asOf,
                columns,
                rows,
                totals,
                notes,
                signatures,
                chart,
                watermark);
    }

    /** With another total than the sum of the rows. */
    public Report withTotal(String column, Cell total) {
        Map<String, Cell> more = new LinkedHashMap<>(totals);
        more.put(column, total);
        return new Report(title, subtitle, unit, asOf, columns, rows, more, notes, signatures, chart, watermark);
    }

    public Report withNote(LocalText note) {
        List<LocalText> more = new ArrayList<>(notes);
        more.add(note);
        return new Report(title, subtitle, unit, asOf, columns, rows, totals, more, signatures, chart, watermark);
    }

    /** With the two lines that most documents have below: who made it, and who checks it. */
    public Report signedFor(Asker asker) {
        return signed(List.of(Signature.madeBy(asker), Signature.checked()));
    }

    public Report signed(List<Signature> lines) {
        return new Report(title, subtitle, unit, asOf, columns, rows, totals, notes, lines, chart, watermark);
    }

    public Report drawn(Chart how) {
        return new Report(
                title, subtitle, unit, asOf, columns, rows, totals, notes, signatures, Optional.of(how), watermark);
    }

    public Report watermarked(String whoAndWhen) {
        return new Report(
                title, subtitle, unit, asOf, columns, rows, totals, notes, signatures, chart, Optional.of(whoAndWhen));
    }
}
