// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFPicture;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.document.Language;
import org.huitong.document.Samples;
import org.huitong.document.Shown;
import org.huitong.document.Valid;
import org.junit.jupiter.api.Test;

/** What Apache POI finds in the company's forms once they are filled. */
class TemplateTest {
    private static final int ROWS = Samples.ROWS.size();
    private static final DataFormatter AS_SHOWN = new DataFormatter(Locale.ROOT);

    static byte[] filled(byte[] form, FileKind kind, Report report) {
        Faults faults = new Faults();
        Optional<Template> template = Template.read(form, kind, report, faults);
        assertThat(template).as(() -> faults.refusal().detail().zh()).isPresent();
        try (FormOffice office = new FormOffice(new org.huitong.testkit.DerbyStore())) {
            office.forms.take("roster", kind, "form", form, report, FormsContract.CLERK);
            return Samples.press().filled("roster", report, Language.CHINESE, kind, office.forms);
        }
    }

    @Test
    void repeats_the_line_and_moves_what_is_below_it() throws IOException {
        byte[] file = filled(OwnForms.sheet(), FileKind.XLSX, Samples.report());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertThat(text(sheet, 0, 0)).isEqualTo("汇通示范有限公司文件");
            assertThat(text(sheet, 1, 0)).isEqualTo("通讯账号清单（2026 年 11 月，共 4 人）");
            List<List<Shown>> rows = Samples.shown(Language.CHINESE);
            for (int r = 0; r < ROWS; r++) {
                List<Shown> row = rows.get(r);
                assertThat(List.of(
                                text(sheet, 4 + r, 0),
                                text(sheet, 4 + r, 1),
                                text(sheet, 4 + r, 3),
                                text(sheet, 4 + r, 4),
                                text(sheet, 4 + r, 5),
                                text(sheet, 4 + r, 6)))
                        .containsExactly(
                                Integer.toString(r + 1),
                                row.get(1).text(),
                                row.get(3).text(),
                                row.get(7).text(),
                                row.get(8).text(),
                                row.get(2).text());
            }
            assertThat(sheet.getRow(4).getCell(3).getNumericCellValue()).isEqualTo(1_234_567);
            assertThat(text(sheet, 4 + ROWS, 3)).isEqualTo("123,456,790,246,912");
            assertThat(text(sheet, 4 + ROWS, 5)).isEqualTo("26:04:08");
            assertThat(text(sheet, 6 + ROWS, 0)).isEqualTo("制表人：王䶮");
            assertThat(text(sheet, 6 + ROWS, 3)).isEqualTo("审核：");
            assertThat(sheet.getMergedRegions().stream().map(Object::toString))
                    .hasSize(2 + ROWS)
                    .anyMatch(region -> region.contains("B8:C8"))
                    .anyMatch(region -> region.contains("A11:C11"));
            assertThat(book.getPrintArea(0)).endsWith("$A$1:$G$12");
            assertThat(sheet.getHeader().getCenter()).isEqualTo("通讯账号清单");
            XSSFPicture stamp =
                    (XSSFPicture) sheet.getDrawingPatriarch().getShapes().get(0);
            assertThat(((XSSFClientAnchor) stamp.getAnchor()).getRow1()).isEqualTo(6 + ROWS);
            assertThat(Valid.faults(sheet.getCTWorksheet())).isEmpty();
            assertThat(Valid.faults(book.getStylesSource().getCTStylesheet())).isEmpty();
        }
    }

    @Test
    void takes_nothing_for_a_formula() throws IOException {
        byte[] file = filled(OwnForms.sheet(), FileKind.XLSX, Samples.report());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            Cell mobile = book.getSheetAt(0).getRow(5).getCell(6);
            assertThat(mobile.getStringCellValue()).isEqualTo("=HYPERLINK(\"http://x\")");
            assertThat(mobile.getCellStyle().getQuotePrefixed()).isTrue();
            for (Row row : book.getSheetAt(0)) {
                row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA));
            }
        }
    }

    @Test
    void fills_a_line_of_all_columns_in_a_text_document() throws IOException {
        byte[] file = filled(OwnForms.text(), FileKind.DOCX, Samples.report());
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file))) {
            assertThat(document.getParagraphs().get(0).getText()).isEqualTo("关于通讯账号清单的通报");
            assertThat(document.getParagraphs().get(1).getText()).isEqualTo("一人有多个账号的，只列一次。");
            XWPFTable table = document.getTables().get(0);
            assertThat(table.getRows()).hasSize(ROWS + 2);
            List<List<Shown>> rows = Samples.shown(Language.CHINESE);
            for (int r = 0; r < ROWS; r++) {
                int at = r;
                assertThat(IntStream.range(0, 9)
                                .mapToObj(c -> table.getRow(at + 1).getCell(c).getText()))
                        .containsExactlyElementsOf(
                                rows.get(r).stream().map(Shown::text).toList());
            }
            assertThat(table.getRow(ROWS + 1).getCell(3).getText()).isEqualTo("123,456,790,246,912");
            assertThat(document.getFooterList().get(0).getText()).contains("汇通示范有限公司 制表人 王䶮");
        }
    }

    @Test
    void shows_in_our_own_form_what_ours_shows() throws IOException {
        byte[] theirs = filled(OwnForms.beginning(FileKind.XLSX), FileKind.XLSX, Samples.report());
        byte[] ours = Samples.press().file(Samples.report(), Language.CHINESE, FileKind.XLSX);
        assertThat(cells(theirs)).isEqualTo(cells(ours));
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(theirs))) {
            assertThat(book.getSheetName(0)).isEqualTo("通讯账号清单");
            assertThat(book.getSheetAt(0).getCTWorksheet().getAutoFilter().getRef())
                    .isEqualTo("A3:I7");
        }
        byte[] text = filled(OwnForms.beginning(FileKind.DOCX), FileKind.DOCX, Samples.report());
        byte[] ourText = Samples.press().file(Samples.report(), Language.CHINESE, FileKind.DOCX);
        assertThat(words(text)).isEqualTo(words(ourText));
    }

    @Test
    void leaves_an_empty_line_where_there_is_no_row() throws IOException {
        Report nobody = Samples.report(org.huitong.api.document.Rows.of(List.of()));
        byte[] file = filled(OwnForms.sheet(), FileKind.XLSX, nobody);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(text(book.getSheetAt(0), 4, 1)).isEmpty();
            assertThat(text(book.getSheetAt(0), 5, 0)).isEqualTo("合计");
        }
    }

    private static List<String> cells(byte[] file) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            List<String> cells = new java.util.ArrayList<>();
            for (Row row : book.getSheetAt(0)) {
                for (Cell cell : row) {
                    if (!AS_SHOWN.formatCellValue(cell).isBlank()) {
                        cells.add(cell.getAddress() + " "
                                + AS_SHOWN.formatCellValue(cell).strip());
                    }
                }
            }
            return cells;
        }
    }

    private static List<String> words(byte[] file) throws IOException {
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(file))) {
            List<String> words = new java.util.ArrayList<>();
            document.getParagraphs().forEach(p -> words.add(p.getText().strip()));
            document.getTables().get(0).getRows().forEach(row -> row.getTableCells()
                    .forEach(cell -> words.add(cell.getText())));
            return words;
        }
    }

    private static String text(XSSFSheet sheet, int row, int column) {
        return sheet.getRow(row) == null
                ? ""
                : AS_SHOWN.formatCellValue(sheet.getRow(row).getCell(column));
    }
}
