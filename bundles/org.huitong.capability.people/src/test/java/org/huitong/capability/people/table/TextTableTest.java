// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void readsChineseTextInEitherEncoding(String charset) {
        TextTable table = TextTable.read("工号,姓名\r\n001,王建国\r\n\r\n002,李娜\r\n".getBytes(Charset.forName(charset)));
        assertThat(table.headings()).containsExactly("工号", "姓名");
        assertThat(table.rows()).containsExactly(List.of("001", "王建国"), List.of("002", "李娜"));
        assertThat(table.numbers()).containsExactly(2, 4);
    }

    @Test
    void readsWhatSpreadsheetsSave() {
        byte[] utf16 = "\uFEFF工号\t姓名\n7\t赵敏".getBytes(StandardCharsets.UTF_16LE);
        assertThat(TextTable.read(utf16).rows()).containsExactly(List.of("7", "赵敏"));
        byte[] marked = "\uFEFF工号;姓名\n7;赵敏".getBytes(StandardCharsets.UTF_8);
        assertThat(TextTable.read(marked).headings()).containsExactly("工号", "姓名");
    }

    @Test
    void readsQuotedCells() {
        TextTable table = TextTable.read("a,b\n\"x,\"\"y\"\"\nz\",=\"00123\"\n1".getBytes(StandardCharsets.UTF_8));
        assertThat(table.rows()).containsExactly(List.of("x,\"y\"\nz", "00123"), List.of("1"));
        assertThat(table.cell(1, 1)).isEmpty();
        assertThatThrownBy(() -> TextTable.read("a,b\n\"x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("unreadable-file"));
    }

    @Test
    void readsAWorkbookWithItsNumbersAsPeopleWroteThem() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("人员");
            sheet.value(0, 0, "工号");
            sheet.value(0, 1, "姓名");
            sheet.value(0, 2, "手机");
            sheet.value(1, 0, "00017");
            sheet.value(1, 1, "王建国");
            sheet.value(1, 2, 13_800_000_000L);
            sheet.value(3, 0, 42);
            sheet.value(3, 2, "139");
        }
        TextTable table = TextTable.read(bytes.toByteArray());
        assertThat(table.headings()).containsExactly("工号", "姓名", "手机");
        assertThat(table.rows()).containsExactly(List.of("00017", "王建国", "13800000000"), List.of("42", "", "139"));
        assertThat(table.numbers()).containsExactly(2, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK\u0003\u0004 no archive", "\u0000\u0001\u0002\u0003"})
    void saysWhatItCannotRead(String file) {
        assertThatThrownBy(() -> TextTable.read(file.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    /** Finding: one cell that says it stands in column ZZZZZZ took all the memory there was. */
    @ParameterizedTest
    @ValueSource(strings = {"ZZZZZZ1", "XFE1", "AAAAAAAAAAAAAAAAAAAAAAAA1"})
    void refusesACellThatStandsBeyondTheLastColumn(String place) throws IOException {
        byte[] file = with("r=\"A1\"", "r=\"" + place + "\"");
        assertThat(file).hasSizeLessThan(8_000);
        assertThatThrownBy(() -> TextTable.read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("unreadable-file"));
    }

    @Test
    void refusesANumberThatTakesMinutesToRead() throws IOException {
        byte[] file = with("<v>42</v>", "<v>" + "7".repeat(5_000_000) + "</v>");

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThatThrownBy(() -> TextTable.read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("unreadable-file")));
    }

    /** An usual workbook in which something else stands. */
    private byte[] with(String usually, String instead) throws IOException {
        ByteArrayOutputStream usual = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(usual, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("人员");
            sheet.value(0, 0, "工号");
            sheet.value(1, 0, 42);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path there = Files.write(folder.resolve("usual.xlsx"), usual.toByteArray());
        try (ZipFile in = new ZipFile(there.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                String text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                out.write(text.replace(usually, instead).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void refusesAnArchiveThatUnpacksToTooMuch() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zip.write(zeros);
            }
        }
        assertThatThrownBy(() -> TextTable.read(bytes.toByteArray()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.word()).isEqualTo("file-too-large"));
    }
}
