// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** Fifty thousand rows in a Java that has room for a fraction of them. */
class ManyRowsTest {
    private static final int ROWS = 50_000;
    private static final int COLUMNS = 12;

    @Test
    void makes_a_spreadsheet_of_50000_rows_in_64_megabytes() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Made.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(java.getInputStream().readAllBytes());
            assertThat(java.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(said.strip()).endsWith("rows " + (ROWS + 3));
        } finally {
            java.destroyForcibly();
        }
    }

    /** What the other Java does. */
    static final class Made {
        private Made() {}

        public static void main(String[] args) throws IOException {
            byte[] file = Samples.press().file(report(), Language.CHINESE, FileKind.XLSX);
            System.out.println("rows " + count(file));
        }

        private static Report report() {
            LocalText title = LocalText.of("大表", "Large table");
            List<Column> columns = new ArrayList<>();
            for (int c = 0; c < COLUMNS; c++) {
                columns.add(Column.text("c" + c, title));
            }
            return Report.of(title, Samples.AS_OF, columns, taker -> {
                for (int r = 0; r < ROWS; r++) {
                    List<Cell> row = new ArrayList<>();
                    for (int c = 0; c < COLUMNS; c++) {
                        row.add(Cell.text("第 " + r + " 行第 " + c + " 列的文字"));
                    }
                    taker.take(row);
                }
            });
        }

        private static int count(byte[] file) throws IOException {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
                for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                    if (part.getName().equals("xl/worksheets/sheet1.xml")) {
                        return rows(zip);
                    }
                }
            }
            throw new IOException("there is no sheet");
        }

        private static int rows(ZipInputStream sheet) throws IOException {
            byte[] wanted = "<row ".getBytes();
            byte[] some = new byte[1 << 16];
            int rows = 0;
            int met = 0;
            for (int n = sheet.read(some); n > 0; n = sheet.read(some)) {
                for (int i = 0; i < n; i++) {
                    met = some[i] == wanted[met] ? met + 1 : some[i] == wanted[0] ? 1 : 0;
                    if (met == wanted.length) {
                        rows++;
                        met = 0;
                    }
                }
            }
            return rows;
        }
    }
}
