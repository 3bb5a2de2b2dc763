// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.Shown.Value;
import org.junit.jupiter.api.Test;

/** What Apache POI, which is somebody else's reading of the standard, finds in our spreadsheets. */
class SheetPrintTest {
    private static final int FIRST = 3;

    @Test
    void holds_every_cell_of_the_report_to_its_last_digit() throws IOException {
        for (Language language : Language.values()) {
            try (XSSFWorkbook book = open(Samples.report(), language)) {
                XSSFSheet sheet = book.getSheetAt(0);
                List<List<Shown>> rows = Samples.shown(language);
                for (int r = 0; r < rows.size(); r++) {
                    for (int c = 0; c < rows.get(r).size(); c++) {
                        assertSame(rows.get(r).get(c), sheet.getRow(FIRST + r).getCell(c));
                    }
                }
                assertThat(number(sheet, FIRST + rows.size(), 3)).isEqualByComparingTo("123456790246912");
                assertThat(number(sheet, FIRST + rows.size(), 4)).isEqualByComparingTo("-1234.27");
            }
        }
    }

    private static void assertSame(Shown shown, Cell cell) {
        Value value = shown.value();
        if (value instanceof Value.Number number) {
            assertThat(cell.getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(BigDecimal.valueOf(cell.getNumericCellValue())).isEqualByComparingTo(number.value());
        } else if (value instanceof Value.Day day) {
            assertThat(cell.getLocalDateTimeCellValue()).isEqualTo(day.day().atStartOfDay());
        } else if (value instanceof Value.Moment moment) {
            assertThat(cell.getLocalDateTimeCellValue()).isEqualTo(moment.at());
        } else if (value instanceof Value.Span span) {
            assertThat(Math.round(cell.getNumericCellValue() * 86_400))
                    .isEqualTo(span.length().toSeconds());
        } else if (value instanceof Value.Words) {
            assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
            assertThat(cell.getStringCellValue()).isEqualTo(shown.text());
            assertThat(cell.getCellStyle().getDataFormatString()).isEqualTo("@");
            return;
        } else {
            assertThat(cell.getCellType()).isEqualTo(CellType.BLANK);
        }
        assertThat(new DataFormatter(Locale.ROOT).formatCellValue(cell)).isEqualTo(shown.text());
    }

    @Test
    void has_no_formula_whatever_a_text_begins_with() throws IOException {
        List<List<org.huitong.api.document.Cell>> rows = new ArrayList<>();
        for (String start : List.of("=", "+", "-", "@", "\t=", "\n=", " =", "＝", "|", "%")) {
            rows.add(List.of(org.huitong.api.document.Cell.text(start + "cmd|'/c calc'!A1")));
        }
        LocalText title = LocalText.of("=1+1", "=1+1");
        Report report = Report.of(title, Samples.AS_OF, List.of(Column.text("t", title)), Rows.of(rows))
                .ofUnit("=2+2")
                .withNote(LocalText.of("@SUM(1)", "@SUM(1)"));
        try (XSSFWorkbook book = open(report, Language.CHINESE)) {
            List<Cell> all = new ArrayList<>();
            book.getSheetAt(0).forEach(row -> row.forEach(all::add));
            assertThat(all).hasSize(rows.size() + 4);
            assertThat(all).allMatch(cell -> cell.getCellType() == CellType.STRING);
            assertThat(all.stream().skip(3).limit(rows.size()))
                    .allMatch(cell -> cell.getCellStyle().getDataFormatString().equals("@"));
            assertThat(book.getSheetAt(0).getNumMergedRegions()).isZero();
        }
    }

    @Test
    void is_laid_out_for_reading_and_for_paper() throws IOException {
        try (XSSFWorkbook book = open(Samples.report(), Language.CHINESE)) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(sheet.getSheetName()).isEqualTo("通讯账号清单");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) FIRST);
            assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo((short) 9);
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("3:3");
            assertThat(sheet.getFooter().getCenter()).isEqualTo("第 &P 页，共 &N 页");
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("通讯账号清单");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("单位：汇通示范有限公司　　2026 年 11 月　　截至：2026-11-29 16:38:30");
            assertThat(sheet.getRow(2).getCell(0).getStringCellValue()).isEqualTo("工号");
            assertThat(sheet.getColumnWidth(1) / 256).isGreaterThanOrEqualTo(14);
            assertThat(last(sheet, 0)).startsWith("制表人：王䶮").contains("审核：");
            assertThat(book.getProperties().getCoreProperties().getTitle()).isEqualTo("通讯账号清单");
        }
    }

    @Test
    void is_valid_by_the_schema_of_the_standard() throws IOException {
        try (XSSFWorkbook book = open(Samples.report(), Language.CHINESE)) {
            assertThat(Valid.faults(book.getSheetAt(0).getCTWorksheet())).isEmpty();
            assertThat(Valid.faults(book.getCTWorkbook())).isEmpty();
        }
    }

    @Test
    void is_the_same_bytes_for_the_same_report() {
        byte[] once = Samples.press().file(Samples.report(), Language.CHINESE, FileKind.XLSX);
        byte[] again = Samples.press().file(Samples.report(), Language.CHINESE, FileKind.XLSX);
        assertThat(once).isEqualTo(again);
    }

    @Test
    void names_its_limit_where_there_are_more_rows() {
        Report report = Samples.report(taker -> {
            while (taker.take(Samples.ROWS.get(3))) {
                // As many as it takes.
            }
        });
        assertThatThrownBy(() -> Samples.press().file(report, Language.CHINESE, FileKind.DOCX))
                .isInstanceOfSatisfying(Problem.class, p -> {
                    assertThat(p.status()).isEqualTo(413);
                    assertThat(p.detail().zh()).contains("5000").contains("xlsx");
                });
    }

    private static String last(XSSFSheet sheet, int column) {
        return sheet.getRow(sheet.getLastRowNum()).getCell(column).getStringCellValue();
    }

    private static BigDecimal number(XSSFSheet sheet, int row, int column) {
        return BigDecimal.valueOf(sheet.getRow(row).getCell(column).getNumericCellValue());
    }

    private static XSSFWorkbook open(Report report, Language language) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(Samples.press().file(report, language, FileKind.XLSX)));
    }
}
