// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Chart;

/**
 * A report as pages and programs read it, in one language.
 *
 * @param asOf in the hub's zone, to the second
 * @param zone the hub's zone, in which every moment here is told
 * @param rows a value for each column: numbers and shares of one as numbers, all else as texts; null where there is
 *     nothing. Days are as 2026-11-29, moments as 2026-11-29 16:38:30, durations as 26:30:00. A number of more than 15
 *     digits is a text, since it would lose some
 * @param totals the line below the rows; absent where there is none, and where not all rows are here
 * @param more whether there are rows that are not here: the files have them
 */
public record ReportJson(
        String name,
        String language,
        String title,
        Optional<String> subtitle,
        Optional<String> unit,
        String asOf,
        String zone,
        List<ColumnJson> columns,
        List<List<Object>> rows,
        Optional<List<Object>> totals,
        List<String> notes,
        List<SignatureJson> signatures,
        Optional<ChartJson> chart,
        boolean more) {

    /** @param kind {@code text number date instant percent duration} */
    public record ColumnJson(String id, String title, String kind, int digits) {}

    /** @param name empty where somebody writes it in by hand */
    public record SignatureJson(String label, String name) {}

    /** @param kind {@code bar line pie} */
    public record ChartJson(String kind, String category, List<String> values) {
        static ChartJson of(Chart chart) {
            return new ChartJson(chart.kind().word(), chart.category(), chart.values());
        }
    }
}
