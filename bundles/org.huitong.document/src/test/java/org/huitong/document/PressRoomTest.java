// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

class PressRoomTest {
    private static final Clock CLOCK = new Clock() {
        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }
    };

    private static Report report(int rows) {
        List<Column> columns = List.of(Column.text("a", LocalText.of("列", "Column")));
        return Report.of(LocalText.of("表", "Table"), Instant.EPOCH, columns, taker -> {
            for (int i = 0; i < rows && taker.take(List.of(Cell.text("=1+" + i))); i++) {
                // Poured until there are no more.
            }
        });
    }

    @Test
    void writesAWorkbookAndLeavesTheStreamOpen() throws IOException {
        boolean[] closed = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThat(new PressRoom(CLOCK, "华诚制造").print(report(3), FileKind.XLSX, true, out))
                .isTrue();
        assertThat(closed[0]).isFalse();
        StringBuilder parts = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts).contains("列").contains("=1+2").doesNotContain("<f>");
    }

    @Test
    void saysWhereASheetIsFull() throws IOException {
        int most = Most.in(FileKind.XLSX).rows();
        assertThat(new PressRoom(CLOCK, "华诚制造")
                        .print(report(most + 1), FileKind.XLSX, false, new ByteArrayOutputStream()))
                .isFalse();
    }
}
