// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.huitong.api.document.FileKind;
import org.huitong.document.Language;
import org.huitong.document.Samples;
import org.huitong.document.Shown;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filled form opens in LibreOffice, and the pages that it makes of it show what the report says. */
class OfficeReadsFormsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void convert() throws IOException, InterruptedException {
        for (String program : List.of("soffice", "localc", "lowriter", "pdftotext")) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, program))),
                    "LibreOffice or pdftotext is not installed: not compared with them");
        }
        Files.write(
                folder.resolve("sheet.xlsx"), TemplateTest.filled(OwnForms.sheet(), FileKind.XLSX, Samples.report()));
        Files.write(folder.resolve("text.docx"), TemplateTest.filled(OwnForms.text(), FileKind.DOCX, Samples.report()));
        run(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.toString(),
                folder.resolve("sheet.xlsx").toString(),
                folder.resolve("text.docx").toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String words(String pdf) throws IOException, InterruptedException {
        run(
                "pdftotext",
                "-enc",
                "UTF-8",
                folder.resolve(pdf).toString(),
                folder.resolve(pdf + ".txt").toString());
        return Files.readString(folder.resolve(pdf + ".txt"), StandardCharsets.UTF_8)
                .replaceAll("\\s", "");
    }

    @Test
    void the_spreadsheet() throws IOException, InterruptedException {
        String words = words("sheet.pdf");
        for (List<Shown> row : Samples.shown(Language.CHINESE)) {
            for (int column : new int[] {1, 3, 7, 8}) {
                assertThat(words).contains(row.get(column).text().replaceAll("\\s", ""));
            }
        }
        assertThat(words)
                .contains("汇通示范有限公司文件", "共4人", "123,456,790,246,912", "26:04:08", "制表人：王䶮")
                .doesNotContain("{{");
    }

    @Test
    void the_text_document() throws IOException, InterruptedException {
        String words = words("text.pdf");
        for (List<Shown> row : Samples.shown(Language.CHINESE)) {
            assertThat(words).contains(row.get(6).text(), row.get(3).text());
        }
        assertThat(words).contains("关于通讯账号清单的通报", "一人有多个账号的，只列一次。", "制表人王䶮").doesNotContain("{{");
    }
}
