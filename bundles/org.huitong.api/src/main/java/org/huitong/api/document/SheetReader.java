// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads a spreadsheet that somebody has edited, in Excel, WPS or LibreOffice. Provided by document; blocks while it reads;
 * safe for many threads.
 */
@ProviderType
public interface SheetReader {
    /**
     * The rows of the first sheet, without those in which nothing stands. Nothing is computed: of a formula it is what
     * the program showed last. A number and a time are a {@link Cell.Number}, for a spreadsheet knows no difference.
     *
     * @throws org.huitong.api.web.Problem what this is no spreadsheet by, or what is too much of it
     */
    List<Row> read(byte[] xlsx);

    /**
     * A row.
     *
     * @param number as it stands beside the row
     * @param cells from the first column on, as far as something stands there
     */
    record Row(int number, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** Nothing behind its end. */
        public Cell cell(int column) {
            return column >= 0 && column < cells.size() ? cells.get(column) : Cell.empty();
        }
    }

    /** The moment that a number stands for, in the spreadsheet's own zone; empty where it is none of a calendar. */
    Optional<LocalDateTime> moment(Cell.Number number);
}
