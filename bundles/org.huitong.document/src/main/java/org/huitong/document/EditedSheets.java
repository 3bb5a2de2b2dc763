// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.huitong.api.document.Cell;
import org.huitong.api.document.SheetReader;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.form.SheetScan;
import org.osgi.service.component.annotations.Component;

/** Reads what people have edited; a few at a time, for each unpacks to some ten times its size. */
@Component
public final class EditedSheets implements SheetReader {
    private static final int AT_A_TIME = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore places = new Semaphore(AT_A_TIME, true);

    @Override
    public List<Row> read(byte[] xlsx) {
        enter();
        try {
            return SheetScan.read(xlsx);
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem(
                503,
                "busy",
                LocalText.of("正在读取其他表格，请稍后再试。", "Other spreadsheets are being read. Try again in a moment."));
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
