// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.huitong.api.document.FileKind;
import org.huitong.api.web.Problem;
import org.huitong.document.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not taken as a form, and what its owner is told. */
class InspectionTest {
    private static final String BOOK = "xl/_rels/workbook.xml.rels";
    private static final String RELATION =
            "<Relationship Id=\"rX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\""
                    + " Target=\"%s\" %s/></Relationships>";

    private static Problem refusal(byte[] file, FileKind kind) {
        Faults faults = new Faults();
        assertThat(Template.read(file, kind, Samples.report(), faults)).isEmpty();
        return faults.refusal();
    }

    private static String related(String part, String type, String target, String more) {
        return part.replace("</Relationships>", RELATION.formatted(type, target, more));
    }

    static Stream<Arguments> what() {
        byte[] sheet = OwnForms.sheet();
        byte[] text = OwnForms.text();
        String cells = "xl/worksheets/sheet1.xml";
        return Stream.of(
                Arguments.of(
                        "宏",
                        FileKind.XLSX,
                        OwnForms.with(sheet, BOOK, s -> related(s, "vbaProject", "vbaProject.bin", ""))),
                Arguments.of("宏", FileKind.XLSX, OwnForms.with(sheet, "xl/vbaProject.bin", s -> "macro")),
                Arguments.of(
                        "外部数据", FileKind.XLSX, OwnForms.with(sheet, "xl/externalLinks/externalLink1.xml", s -> "<a/>")),
                Arguments.of("程序", FileKind.DOCX, OwnForms.with(text, "word/evil.exe", s -> "MZ")),
                Arguments.of("没有引用", FileKind.XLSX, OwnForms.with(sheet, "xl/media/image9.png", s -> "anything")),
                Arguments.of("没有引用", FileKind.DOCX, OwnForms.with(text, "readme.txt", s -> "anything")),
                Arguments.of(
                        "程序",
                        FileKind.XLSX,
                        OwnForms.with(
                                OwnForms.with(sheet, "xl/embeddings/a.bin", s -> "anything"),
                                BOOK,
                                s -> related(s, "printerSettings", "embeddings/a.bin", ""))),
                Arguments.of(
                        "普通的",
                        FileKind.XLSX,
                        OwnForms.with(
                                sheet,
                                "[Content_Types].xml",
                                s -> s.replace(
                                        "spreadsheetml.sheet.main+xml", "template.macroEnabledTemplate.main+xml"))),
                Arguments.of(
                        "其他工作簿",
                        FileKind.XLSX,
                        OwnForms.with(sheet, BOOK, s -> related(s, "externalLink", "x.xml", ""))),
                Arguments.of(
                        "OLE", FileKind.XLSX, OwnForms.with(sheet, BOOK, s -> related(s, "oleObject", "x.bin", ""))),
                Arguments.of(
                        "文件以外",
                        FileKind.XLSX,
                        OwnForms.with(
                                sheet,
                                BOOK,
                                s -> related(s, "image", "http://example.com/x.png", "TargetMode=\"External\""))),
                Arguments.of(
                        "附加了模板",
                        FileKind.DOCX,
                        OwnForms.with(
                                text,
                                "word/_rels/document.xml.rels",
                                s -> related(s, "attachedTemplate", "file:///x.dotm", "TargetMode=\"External\""))),
                Arguments.of(
                        "域",
                        FileKind.DOCX,
                        OwnForms.with(
                                text,
                                "word/document.xml",
                                s -> s.replace(
                                        "</w:body>",
                                        "<w:p><w:r><w:instrText>D</w:instrText></w:r><w:r><w:instrText>DEAUTO"
                                                + " c:\\x</w:instrText></w:r></w:p></w:body>"))),
                Arguments.of(
                        "域",
                        FileKind.DOCX,
                        OwnForms.with(
                                text,
                                "word/document.xml",
                                s -> s.replace(
                                        "</w:body>",
                                        "<w:p><w:del><w:r><w:delInstrText>DDEAUTO c:\\x</w:delInstrText></w:r></w:del></w:p>"
                                                + "</w:body>"))),
                Arguments.of(
                        "文件以外",
                        FileKind.DOCX,
                        OwnForms.with(
                                text,
                                "word/document.xml",
                                s -> s.replace(
                                        "</w:body>",
                                        "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:imagedata"
                                                + " src=\"http://example.com/x.png\"/></v:shape></w:pict></w:r></w:p></w:body>"))),
                Arguments.of(
                        "函数",
                        FileKind.XLSX,
                        OwnForms.with(
                                sheet,
                                cells,
                                s -> s.replace(
                                        "</sheetData>",
                                        "</sheetData><conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\""
                                                + " priority=\"1\"><formula>LEN(WEBSERVICE(\"http://example.com\"))</formula>"
                                                + "</cfRule></conditionalFormatting>"))),
                Arguments.of(
                        "公式",
                        FileKind.XLSX,
                        OwnForms.with(sheet, cells, s -> s.replaceFirst("<c r=\"A1\"[^>]*>", "$0<f>1+1</f>"))),
                Arguments.of(
                        "DTD",
                        FileKind.XLSX,
                        OwnForms.with(
                                sheet,
                                cells,
                                s -> s.replaceFirst(
                                        "<worksheet",
                                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet"))),
                Arguments.of(
                        "没有这个占位符",
                        FileKind.XLSX,
                        OwnForms.with(sheet, "xl/sharedStrings.xml", s -> s.replace("{{明细.姓名}}", "{{明细.名字}}"))),
                Arguments.of(
                        "花括号",
                        FileKind.XLSX,
                        OwnForms.with(sheet, "xl/sharedStrings.xml", s -> s.replace("{{制表人}}", "{{制表人}"))),
                Arguments.of("合并", FileKind.XLSX, OwnForms.with(sheet, cells, s -> s.replace("B5:C5", "B5:C6"))),
                Arguments.of(
                        "表格的一行",
                        FileKind.DOCX,
                        OwnForms.with(text, "word/document.xml", s -> s.replace("{{说明}}", "{{明细}}"))),
                Arguments.of(
                        "右边至少",
                        FileKind.DOCX,
                        OwnForms.with(
                                text,
                                "word/document.xml",
                                s -> s.replaceFirst(
                                        "(?s)<w:tc>((?!<w:tc>).)*?</w:tc></w:tr><w:tr[^>]*>((?!</w:tr>).)*合计",
                                        "</w:tr><w:tr><w:tc><w:p><w:r><w:t>{{合计"))),
                Arguments.of("xlsx 或 docx", FileKind.XLSX, "PK is no zip".getBytes()),
                Arguments.of("普通的", FileKind.DOCX, sheet));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("what")
    void is_refused_with_its_reason(String reason, FileKind kind, byte[] file) {
        Problem refusal = refusal(file, kind);
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.detail().zh()).contains(reason);
        assertThat(refusal.fields()).isNotEmpty();
    }

    @Test
    void unpacks_no_bomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/media/image1.png"));
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(nothing);
            }
        }
        assertThat(bomb.size()).isLessThan(1 << 20);
        assertThat(refusal(bomb.toByteArray(), FileKind.XLSX).detail().zh()).contains("过大");
    }

    /** Four bytes of a file are a hundred in memory. */
    @Test
    void makes_no_more_of_a_file_than_fits_in_memory() {
        byte[] many = OwnForms.with(
                OwnForms.sheet(), "xl/worksheets/sheet1.xml", s -> "<a>" + "<a/>".repeat(700_000) + "</a>");
        assertThat(many).hasSizeLessThan(100_000);
        assertThat(refusal(many, FileKind.XLSX).detail().zh()).contains("复杂");
    }

    @Test
    void looks_once_over_blanks() {
        byte[] wide = OwnForms.with(
                OwnForms.sheet(),
                "xl/sharedStrings.xml",
                s -> s.replace("{{制表人}}", "{{" + " ".repeat(300_000) + "制表人"));
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(refusal(wide, FileKind.XLSX).detail().zh()).contains("花括号"));
    }

    @Test
    void nests_no_deeper_than_office_does() {
        byte[] deep = OwnForms.with(
                OwnForms.sheet(), "xl/worksheets/sheet1.xml", s -> "<a>".repeat(50_000) + "</a>".repeat(50_000));
        assertThat(refusal(deep, FileKind.XLSX).fields()).containsKey("xl/worksheets/sheet1.xml");
    }
}
