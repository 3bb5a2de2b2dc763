// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.huitong.api.document.FileKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LibreOffice reads in our files is what the report says. */
class LibreOfficeTest {
    /** A comma between, quotes around, UTF-8, and cells as they are shown. */
    private static final String AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true";

    @TempDir
    static Path folder;

    private static ReportJson page;

    @BeforeAll
    static void convert() throws IOException, InterruptedException {
        for (String program : List.of("soffice", "localc", "lowriter")) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, program))),
                    "LibreOffice is not installed (Debian: libreoffice-calc, libreoffice-writer): not compared with it");
        }
        page = Samples.press().json("roster", Samples.report(), Language.CHINESE);
        Files.write(
                folder.resolve("sheet.xlsx"), Samples.press().file(Samples.report(), Language.CHINESE, FileKind.XLSX));
        Files.write(
                folder.resolve("text.docx"), Samples.press().file(Samples.report(), Language.CHINESE, FileKind.DOCX));
        office(AS_SHOWN, "sheet.xlsx");
        office("html:HTML (StarWriter)", "text.docx");
    }

    private static void office(String as, String file) throws IOException, InterruptedException {
        Process office = new ProcessBuilder(
                        "soffice",
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--norestore",
                        "--convert-to",
                        as,
                        "--outdir",
                        folder.toString(),
                        folder.resolve(file).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(file + ".log").toFile())
                .start();
        try {
            assertThat(office.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            office.destroyForcibly();
        }
    }

    @Test
    void reads_the_spreadsheet_as_the_page_shows_it() throws IOException {
        List<List<String>> lines = Csv.read(Files.readString(folder.resolve("sheet.csv"), StandardCharsets.UTF_8));
        assertThat(lines.get(0).get(0)).isEqualTo("通讯账号清单");
        List<List<String>> expected = Samples.shown(Language.CHINESE).stream()
                .map(row -> row.stream().map(Shown::text).toList())
                .toList();
        assertThat(lines.subList(3, 3 + expected.size())).isEqualTo(expected);
        assertThat(lines.get(3 + expected.size()))
                .containsExactly("合计", "", "", "123,456,790,246,912", "-1,234.27", "", "", "", "26:04:08");
    }

    @Test
    void shows_numbers_that_are_the_pages_numbers() throws IOException {
        List<List<String>> lines = Csv.read(Files.readString(folder.resolve("sheet.csv"), StandardCharsets.UTF_8));
        for (int r = 0; r < page.rows().size(); r++) {
            for (int c = 3; c <= 4; c++) {
                Object value = page.rows().get(r).get(c);
                assertThat(lines.get(3 + r).get(c).replace(",", "")).isEqualTo(value == null ? "" : value.toString());
            }
        }
    }

    @Test
    void reads_the_text_document_as_the_page_shows_it() throws IOException {
        String html = Files.readString(folder.resolve("text.html"), StandardCharsets.UTF_8);
        List<String> cells = new ArrayList<>();
        for (String cell : html.split("(?i)<t[dh][ >]")) {
            cells.add(cell.substring(cell.indexOf('>') + 1)
                    .split("(?i)</t[dh]>")[0]
                    .replaceAll("<[^>]*>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replaceAll("\\s+", " ")
                    .strip());
        }
        int columns = Samples.COLUMNS.size();
        List<String> expected = Samples.shown(Language.CHINESE).stream()
                .flatMap(row -> row.stream().map(Shown::text))
                .toList();
        // Before the first cell stands the rest of the page, then the heads.
        assertThat(cells.subList(1 + columns, 1 + columns + expected.size())).isEqualTo(expected);
    }
}
