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
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Column;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.Rows;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagePrintTest {
    private static final LocalText TITLE = LocalText.of("表", "Table");
    private static final List<Column> ONE = List.of(Column.text("t", TITLE));

    @TempDir
    Path folder;

    @Test
    void holdsEveryCellOfTheReport() throws IOException {
        for (Language language : Language.values()) {
            String text = bare(text(Samples.report(), language));
            for (List<Shown> row : Samples.shown(language)) {
                for (Shown shown : row) {
                    assertThat(text).contains(bare(shown.text()));
                }
            }
            assertThat(text).contains("123,456,790,246,912", "26:04:08");
        }
    }

    @Test
    void isLaidOutForPaperWithItsFontInIt() throws IOException {
        try (PDDocument pages = open(Samples.report(), Language.CHINESE)) {
            PDPage first = pages.getPage(0);
            assertThat(first.getMediaBox().getWidth())
                    .isGreaterThan(first.getMediaBox().getHeight());
            for (COSName name : first.getResources().getFontNames()) {
                PDFont font = first.getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).contains("NotoSansSC");
            }
            assertThat(pages.getDocumentInformation().getTitle()).isEqualTo("通讯账号清单");
            assertThat(pages.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
            String text = new PDFTextStripper().getText(pages);
            assertThat(bare(text)).contains("单位：汇通示范有限公司", "制表人：王䶮", "第1页，共1页");
        }
    }

    @Test
    void repeatsTheHeadAndTearsNoRowUnlessItIsLongerThanAPage() throws IOException {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(List.of(Cell.text("begins " + i + "\nand\nso\non\nends " + i)));
        }
        rows.add(List.of(Cell.text("长".repeat(20_000))));
        rows.add(List.of(Cell.text("the last")));
        try (PDDocument pages = open(Report.of(TITLE, Samples.AS_OF, ONE, Rows.of(rows)), Language.ENGLISH)) {
            int all = pages.getNumberOfPages();
            assertThat(all).isGreaterThan(8);
            long characters = 0;
            for (int page = 1; page <= all; page++) {
                String text = text(pages, page);
                assertThat(text).contains("Table").contains("Page " + page + " of " + all);
                for (int i = 0; i < 60; i++) {
                    assertThat(text.contains("begins " + i + "\n")).isEqualTo(text.contains("ends " + i + "\n"));
                }
                characters += text.chars().filter(c -> c == '长').count();
            }
            assertThat(characters).isEqualTo(20_000);
            assertThat(text(pages, all)).contains("the last");
        }
    }

    @Test
    void showsWhatItsFontLacksAsASquareAndSaysSo() throws IOException {
        String text = text(of("收到👍🏽 ❤️ \uD840\uDC00 ok"), Language.CHINESE);
        assertThat(text).contains("收到□").contains("ok").contains("□ 表示字体中没有的字符");
        assertThat(text(of("收到"), Language.CHINESE)).doesNotContain("□");
    }

    @Test
    void givesWordsBackAsWordsAndNotAsTheRadicalsThatLookAlike() throws IOException {
        assertThat(text(of("\u2F70 示 \u2EDA 页"), Language.ENGLISH)).contains("示 示 页 页");
    }

    @Test
    void narrowColumnsAreNotBrokenForWideOnes() throws IOException {
        List<Column> columns = new ArrayList<>(List.of(
                Column.moment("at", LocalText.of("时间", "Time")),
                Column.text("platform", LocalText.of("平台", "Platform"))));
        List<Cell> row = new ArrayList<>(List.of(Cell.moment(Samples.AS_OF), Cell.text("dingtalk")));
        for (int i = 0; i < 8; i++) {
            columns.add(Column.text("w" + i, LocalText.of("内容", "Words")));
            row.add(Cell.text("很长的内容".repeat(20)));
        }
        Report report = Report.of(TITLE, Samples.AS_OF, columns, Rows.of(List.of(row)));
        String text = text(report, Language.CHINESE);
        assertThat(text).contains("2026-11-29 16:38:30").contains("dingtalk");
        assertThat(bare(text)).contains("很长的内容");
    }

    @Test
    void bearsTheWatermarkOnEachPage() throws IOException {
        Report report = of("一\n".repeat(200)).watermarked("王䶮 000123 2026-11-29 16:38");
        try (PDDocument pages = open(report, Language.CHINESE)) {
            assertThat(pages.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= pages.getNumberOfPages(); page++) {
                assertThat(bare(text(pages, page))).contains(bare("王䶮 000123 2026-11-29 16:38"));
            }
        }
    }

    @Test
    void isTheSameBytesForTheSameReport() {
        assertThat(Samples.press().file(Samples.report(), Language.ENGLISH, FileKind.PDF))
                .isEqualTo(Samples.press().file(Samples.report(), Language.ENGLISH, FileKind.PDF));
    }

    /** Somebody else's reading of the standard. */
    @Test
    void isReadByPopplerToo() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, "pdftotext"))),
                "pdftotext is not installed (Debian: poppler-utils): not compared with it");
        Path file = folder.resolve("report.pdf");
        Files.write(file, Samples.press().file(Samples.report(), Language.CHINESE, FileKind.PDF));
        Process reader = new ProcessBuilder("pdftotext", "-enc", "UTF-8", file.toString(), "-")
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String text = bare(new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("errors"))).isEmpty();
        for (List<Shown> row : Samples.shown(Language.CHINESE)) {
            for (Shown shown : row) {
                assertThat(text).contains(bare(shown.text()));
            }
        }
    }

    private static Report of(String words) {
        return Report.of(TITLE, Samples.AS_OF, ONE, Rows.of(List.of(List.of(Cell.text(words)))));
    }

    /** Where a line breaks is the page's matter; and its font lacks one of the names. */
    private static String bare(String text) {
        return text.replaceAll("\\s", "").replace("𠮷", "□");
    }

    private static String text(Report report, Language language) throws IOException {
        try (PDDocument pages = open(report, language)) {
            return new PDFTextStripper().getText(pages);
        }
    }

    private static String text(PDDocument pages, int page) throws IOException {
        PDFTextStripper reader = new PDFTextStripper();
        reader.setStartPage(page);
        reader.setEndPage(page);
        return reader.getText(pages);
    }

    private static PDDocument open(Report report, Language language) throws IOException {
        return Loader.loadPDF(Samples.press().file(report, language, FileKind.PDF));
    }
}
