// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.huitong.api.document.Cell;
import org.huitong.api.document.SheetReader;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Places;
import org.huitong.document.form.SheetScan;
import org.osgi.service.component.annotations.Component;

/** Reads what people have edited; a few at a time, for each unpacks to some ten times its size. */
@Component
public final class EditedSheets implements SheetReader {
    private static final int AT_A_TIME = 2;

    private final Places places = new Places(
            AT_A_TIME, LocalText.of("正在读取其他表格，请稍后再试。", "Other spreadsheets are being read. Try again in a moment."));

    @Override
    public List<Row> read(byte[] xlsx) {
        try (Places.Place place = places.take()) {
            return SheetScan.read(xlsx);
        }
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
