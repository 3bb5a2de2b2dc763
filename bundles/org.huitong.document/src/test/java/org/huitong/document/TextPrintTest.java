// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.apache.xmlbeans.XmlException;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** What Apache POI, which is somebody else's reading of the standard, finds in our text documents. */
class TextPrintTest {
    @Test
    void holds_every_cell_of_the_report() throws IOException {
        for (Language language : Language.values()) {
            try (XWPFDocument document = open(Samples.report(), language)) {
                XWPFTable table = document.getTables().get(0);
                List<List<Shown>> rows = Samples.shown(language);
                for (int r = 0; r < rows.size(); r++) {
                    assertThat(texts(table.getRow(r + 1)))
                            .isEqualTo(rows.get(r).stream().map(Shown::text).toList());
                }
                assertThat(texts(table.getRow(rows.size() + 1)))
                        .containsExactly(
                                language == Language.CHINESE ? "合计" : "Total",
                                "",
                                "",
                                "123,456,790,246,912",
                                "-1,234.27",
                                "",
                                "",
                                "",
                                "26:04:08");
            }
        }
    }

    @Test
    void is_laid_out_for_paper() throws IOException {
        try (XWPFDocument document = open(Samples.report(), Language.CHINESE)) {
            CTSectPr section = document.getDocument().getBody().getSectPr();
            assertThat(section.getPgSz().getW()).hasToString("16838");
            assertThat(section.getPgSz().getH()).hasToString("11906");
            assertThat(document.getTables().get(0).getRow(0).isRepeatHeader()).isTrue();
            assertThat(document.getTables().get(0).getRow(1).isRepeatHeader()).isFalse();
            assertThat(document.getTables().get(0).getRow(1).isCantSplitRow()).isTrue();
            assertThat(document.getFooterList().get(0).getText()).contains("第").contains("页，共");
            assertThat(document.getParagraphs().get(0).getText()).isEqualTo("通讯账号清单");
            assertThat(document.getParagraphs().get(1).getText())
                    .isEqualTo("单位：汇通示范有限公司　　2026 年 11 月　　截至：2026-11-29 16:38:30");
            assertThat(document.getParagraphs().get(3).getText())
                    .startsWith("制表人：王䶮")
                    .contains("审核：");
        }
    }

    @Test
    void stands_upright_where_the_table_is_narrow() throws IOException {
        LocalText title = LocalText.of("表", "Table");
        Report narrow = Report.of(
                title,
                Samples.AS_OF,
                List.of(Column.text("t", title)),
                Rows.of(List.of(List.of(Cell.text("two\nlines")))));
        try (XWPFDocument document = open(narrow, Language.ENGLISH)) {
            assertThat(document.getDocument().getBody().getSectPr().getPgSz().getW())
                    .hasToString("11906");
            assertThat(texts(document.getTables().get(0).getRow(1))).containsExactly("two\nlines");
        }
    }

    @Test
    void is_valid_by_the_schema_of_the_standard() throws IOException, XmlException {
        try (XWPFDocument document = open(Samples.report(), Language.CHINESE)) {
            assertThat(Valid.faults(document.getDocument())).isEmpty();
            assertThat(Valid.faults(document.getStyle())).isEmpty();
            assertThat(Valid.faults(document.getFooterList().get(0)._getHdrFtr()))
                    .isEmpty();
        }
    }

    @Test
    void is_the_same_bytes_for_the_same_report() {
        assertThat(Samples.press().file(Samples.report(), Language.ENGLISH, FileKind.DOCX))
                .isEqualTo(Samples.press().file(Samples.report(), Language.ENGLISH, FileKind.DOCX));
    }

    private static List<String> texts(XWPFTableRow row) {
        return row.getTableCells().stream().map(c -> c.getText()).toList();
    }

    private static XWPFDocument open(Report report, Language language) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(Samples.press().file(report, language, FileKind.DOCX)));
    }
}
