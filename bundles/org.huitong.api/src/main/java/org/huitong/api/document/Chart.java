// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.util.List;
import java.util.Objects;

/**
 * How a report is drawn. It draws the rows and nothing else, so it cannot tell another story than they do.
 *
 * @param category the id of the column that names what is compared
 * @param values the ids of columns of numbers, percentages or durations
 */
public record Chart(Kind kind, String category, List<String> values) {
    public Chart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(category);
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a chart draws something");
        }
    }

    public static Chart bars(String category, String... values) {
        return new Chart(Kind.BAR, category, List.of(values));
    }

    public static Chart line(String category, String... values) {
        return new Chart(Kind.LINE, category, List.of(values));
    }

    /** What it looks like. */
    public enum Kind {
        BAR("bar"),
        LINE("line"),
        PIE("pie");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in JSON. */
        public String word() {
            return word;
        }
    }
}
