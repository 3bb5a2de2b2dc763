// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.huitong.api.document.FileKind;
import org.huitong.document.Language;
import org.huitong.document.Samples;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;

/** Forms as companies make them, by somebody else's reading of the standard. */
final class OwnForms {
    private static final byte[] LOGO = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private OwnForms() {}

    /** A red heading, a logo, two merged cells in the line, and a line for names below. */
    static byte[] sheet() {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            XSSFSheet sheet = book.createSheet("花名册");
            sheet.setColumnWidth(1, 20 * 256);
            for (int column : new int[] {3, 4, 5}) {
                sheet.setColumnWidth(column, 24 * 256);
            }
            sheet.setColumnWidth(6, 30 * 256);
            row(sheet, 0, "{{单位}}文件", null, null, null, null, null, null);
            row(sheet, 1, "{{标题}}（{{副标题}}，共 {{行数}} 人）");
            row(sheet, 3, "序号", "姓名", null, "消息数", "最近使用", "用时", "手机");
            XSSFRow line = row(
                    sheet, 4, "{{明细.序号}}", "{{明细.姓名}}", null, "{{明细.消息数}}", "{{明细.最近使用}}", "{{明细.用时}}", "{{明细.手机}}");
            CellStyle framed = book.createCellStyle();
            framed.setBorderBottom(BorderStyle.THIN);
            line.forEach(cell -> cell.setCellStyle(framed));
            row(sheet, 5, "合计", null, null, "{{合计.消息数}}", null, "{{合计.用时}}", null);
            row(sheet, 7, "制表人：{{制表人}}", null, null, "审核：{{审核}}");
            row(sheet, 8, "截至 {{截至}}");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 6));
            sheet.addMergedRegion(new CellRangeAddress(4, 4, 1, 2));
            sheet.addMergedRegion(new CellRangeAddress(7, 7, 0, 2));
            sheet.getHeader().setCenter("{{标题}}");
            book.setPrintArea(0, 0, 6, 0, 8);
            ClientAnchor stamp = book.getCreationHelper().createClientAnchor();
            stamp.setRow1(7);
            stamp.setRow2(8);
            stamp.setCol1(4);
            stamp.setCol2(5);
            sheet.createDrawingPatriarch().createPicture(stamp, book.addPicture(LOGO, Workbook.PICTURE_TYPE_PNG));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            book.write(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XSSFRow row(XSSFSheet sheet, int at, String... texts) {
        XSSFRow row = sheet.createRow(at);
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                row.createCell(i).setCellValue(texts[i]);
            }
        }
        return row;
    }

    /** A placeholder cut into runs, a table whose line is all columns, and names in the footer. */
    static byte[] text() {
        try (XWPFDocument document = new XWPFDocument()) {
            XWPFParagraph head = document.createParagraph();
            for (String run : new String[] {"关于", "{", "{标", "题}", "}的通报"}) {
                head.createRun().setText(run);
            }
            document.createParagraph().createRun().setText("{{说明}}");
            CTPageSz page = document.getDocument().getBody().addNewSectPr().addNewPgSz();
            page.setW(BigInteger.valueOf(30_000));
            page.setH(BigInteger.valueOf(16_838));
            XWPFTable table = document.createTable(3, 9);
            table.getRow(0).getCell(0).setText("工号");
            table.getRow(1).getCell(0).setText("{{明细}}");
            table.getRow(2).getCell(0).setText("{{合计}}");
            document.createFooter(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT)
                    .createParagraph()
                    .createRun()
                    .setText("{{单位}} 制表人 {{制表人}}");
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            document.write(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] beginning(FileKind kind) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new Beginning(Samples.report(), Language.CHINESE).print(kind, LocalDateTime.of(2026, 11, 30, 8, 0), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The same with one part written otherwise, or put in where there is none of this name. */
    static byte[] with(byte[] file, String part, UnaryOperator<String> otherwise) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
            String before = new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
            parts.put(part, otherwise.apply(before).getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream to = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> each : parts.entrySet()) {
                    to.putNextEntry(new ZipEntry(each.getKey()));
                    to.write(each.getValue());
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
