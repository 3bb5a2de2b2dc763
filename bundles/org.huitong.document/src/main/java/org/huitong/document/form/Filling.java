// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.huitong.document.Heading;
import org.huitong.document.Shown;

/**
 * What a report fills a form with: the same that all its prints show.
 *
 * @param totals empty where the document has none
 */
record Filling(Heading heading, List<List<Shown>> rows, Optional<List<Shown>> totals) {
    /** @param row from 0; below that, no row is meant */
    Shown of(Blank blank, int row) {
        if (blank instanceof Blank.Once once) {
            return Shown.words(once(once));
        }
        if (blank instanceof Blank.Signed signed) {
            return Shown.words(heading.signatures().get(signed.line()).name());
        }
        if (blank instanceof Blank.Total total) {
            return totals.map(line -> line.get(total.column())).orElse(Shown.nothing());
        }
        if (row < 0 || row >= rows.size()) {
            return Shown.nothing();
        }
        if (blank instanceof Blank.Cell cell) {
            return rows.get(row).get(cell.column());
        }
        return blank instanceof Blank.Place ? Shown.words(Integer.toString(row + 1)) : Shown.nothing();
    }

    private String once(Blank.Once once) {
        return switch (once) {
            case TITLE -> heading.title();
            case SUBTITLE -> heading.subtitle().orElse("");
            case UNIT -> heading.unit().orElse("");
            case AS_OF -> heading.asOfText();
            case NOTES -> String.join("\n", heading.notes());
            case COUNT -> Integer.toString(rows.size());
        };
    }

    /** How many lines a repeated one becomes: without a row, an empty one. */
    int lines() {
        return Math.max(1, rows.size());
    }

    /** What to write for each placeholder, in the line of a row. */
    Function<String, String> words(Vocabulary vocabulary, int row) {
        return word -> vocabulary.find(word).map(blank -> of(blank, row).text()).orElse("");
    }
}
