// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.document.ReportJson.ChartJson;
import org.huitong.document.ReportJson.ColumnJson;
import org.huitong.document.ReportJson.SignatureJson;
import org.huitong.document.Shown.Value;

/** A report for pages and programs. It is small enough to be kept. */
final class JsonPrint implements Print {
    private final List<List<Object>> rows = new ArrayList<>();
    private Heading heading;
    private Optional<List<Object>> totals = Optional.empty();

    @Override
    public void begin(Heading heading, Widths widths) {
        this.heading = heading;
    }

    @Override
    public void row(List<Shown> row) {
        rows.add(line(row));
    }

    @Override
    public void end(Optional<List<Shown>> totals) {
        this.totals = totals.map(JsonPrint::line);
    }

    private static List<Object> line(List<Shown> row) {
        List<Object> line = new ArrayList<>(row.size());
        for (Shown shown : row) {
            if (shown.value() instanceof Value.Number number && number.isExact()) {
                line.add(number.value());
            } else {
                line.add(shown.value() instanceof Value.Nothing ? null : shown.text());
            }
        }
        return line;
    }

    /** @param more whether rows were left out */
    ReportJson json(String name, ZoneId zone, boolean more) {
        return new ReportJson(
                name,
                heading.language().tag(),
                heading.title(),
                heading.subtitle(),
                heading.unit(),
                heading.asOfText(),
                zone.getId(),
                heading.heads().stream()
                        .map(h -> new ColumnJson(
                                h.column().id(),
                                h.title(),
                                h.column().kind().word(),
                                h.column().digits()))
                        .toList(),
                rows,
                totals,
                heading.notes(),
                heading.signatures().stream()
                        .map(s -> new SignatureJson(s.label(), s.name()))
                        .toList(),
                heading.chart().map(ChartJson::of),
                more);
    }
}
