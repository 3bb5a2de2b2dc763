// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What becomes of a report, told line by line: a spreadsheet, a text document, pages, JSON. */
public interface Print {
    /** Before anything else. */
    void begin(Heading heading, Widths widths) throws IOException;

    void row(List<Shown> row) throws IOException;

    /** Whether it has room for what is not shown; else it is told nothing of it. */
    default boolean holdsHidden() {
        return false;
    }

    /** @param totals the line below the rows, where there is one */
    void end(Optional<List<Shown>> totals) throws IOException;
}
