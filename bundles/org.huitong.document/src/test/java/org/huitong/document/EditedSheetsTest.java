// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.document.SheetReader.Row;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;

/** What somebody has edited, by Apache POI, is read as they wrote it. */
class EditedSheetsTest {
    private static final List<Column> COLUMNS = List.of(
            Column.text("name", LocalText.of("名称", "Name")),
            Column.moment("due", LocalText.of("截止", "Due")),
            Column.text("id", LocalText.of("编号", "Id")).outOfSight());
    private final EditedSheets sheets = new EditedSheets();

    private static Report report() {
        return Report.of(
                LocalText.of("表", "Table"),
                Samples.AS_OF,
                COLUMNS,
                Rows.of(List.of(
                        List.of(Cell.text("=甲"), Cell.moment(Samples.AS_OF), Cell.text("000000000000000000012345")),
                        List.of(Cell.text("_x0041_"), Cell.empty(), Cell.text("2")))));
    }

    private static byte[] file() {
        return Samples.press().file(report(), Language.CHINESE, FileKind.XLSX);
    }

    @Test
    void as_it_was_made() {
        List<Row> rows = sheets.read(file());
        assertThat(rows).extracting(Row::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(rows.get(2).cells()).containsExactly(Cell.text("名称"), Cell.text("截止"), Cell.text("编号"));
        assertThat(rows.get(3).cell(0)).isEqualTo(Cell.text("=甲"));
        assertThat(rows.get(3).cell(2)).isEqualTo(Cell.text("000000000000000000012345"));
        assertThat(sheets.moment((Cell.Number) rows.get(3).cell(1)))
                .contains(LocalDateTime.parse("2026-11-29T16:38:30"));
        assertThat(rows.get(4).cell(0)).isEqualTo(Cell.text("_x0041_"));
        assertThat(rows.get(4).cell(7)).isEqualTo(Cell.empty());
    }

    @Test
    void as_somebody_has_edited_it() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file()))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(sheet.isColumnHidden(2)).isTrue();
            assertThat(sheet.isColumnHidden(1)).isFalse();
            sheet.getRow(3).createCell(0).setCellValue("乙\n丙");
            sheet.getRow(4).createCell(1).setCellValue(LocalDateTime.parse("2026-12-01T09:30"));
            sheet.createRow(5).createCell(0).setCellFormula("1+1");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            sheet.removeRow(sheet.getRow(0));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            book.write(out);
            List<Row> rows = sheets.read(out.toByteArray());
            assertThat(rows).extracting(Row::number).containsExactly(2, 3, 4, 5, 6);
            assertThat(rows.get(2).cell(0)).isEqualTo(Cell.text("乙\n丙"));
            assertThat(sheets.moment((Cell.Number) rows.get(3).cell(1)))
                    .contains(LocalDateTime.parse("2026-12-01T09:30"));
            assertThat(((Cell.Number) rows.get(4).cell(0)).value()).isEqualByComparingTo("2");
        }
    }

    @Test
    void is_in_no_other_print() {
        assertThat(Samples.press().json("t", report(), Language.CHINESE).columns())
                .hasSize(2);
        assertThat(new String(Samples.press().file(report(), Language.CHINESE, FileKind.DOCX)))
                .isNotEmpty();
    }

    @Test
    void is_a_spreadsheet() {
        assertThatThrownBy(() -> sheets.read("no".getBytes()))
                .isInstanceOfSatisfying(
                        Problem.class, p -> assertThat(p.status()).isEqualTo(400));
        assertThat(sheets.moment(new Cell.Number(new BigDecimal("1E30")))).isEmpty();
        assertThat(sheets.moment(new Cell.Number(new BigDecimal("-1")))).isEmpty();
    }
}
