// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.api.document.SheetReader;
import org.huitong.document.form.SheetScan;
import org.osgi.service.component.annotations.Component;

/** Reads what people have edited. */
@Component
public final class EditedSheets implements SheetReader {
    @Override
    public List<Row> read(byte[] xlsx) {
        return SheetScan.read(xlsx);
    }

    @Override
    public Optional<LocalDateTime> moment(Cell.Number number) {
        try {
            return SheetCell.moment(number.value());
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
