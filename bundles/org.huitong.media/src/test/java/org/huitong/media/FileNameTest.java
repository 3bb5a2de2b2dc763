// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "合同 v2.pdf|合同 v2.pdf",
                "C:\\Users\\li\\合同.pdf|合同.pdf",
                "../../etc/passwd|passwd",
                "a<b>:c?.txt|a_b_c_.txt",
                ".hidden|hidden",
                "end. |end",
                "👩‍👩‍👧 合影.png|👩‍👩‍👧 合影.png",
                "...|文件"
            })
    void aNameFitsEverywhere(String said, String name) {
        assertThat(FileName.clean(said)).isEqualTo(name);
    }

    @Test
    void nothingUnseenIsInIt() {
        assertThat(FileName.clean("")).isEqualTo("文件");
        assertThat(FileName.clean("a\r\nb\u0000c\u0007.pdf")).isEqualTo("abc.pdf");
        assertThat(FileName.clean("ann\u202excod.exe")).isEqualTo("annxcod.exe");
        assertThat(FileName.clean("half\ud83d.png")).isEqualTo("half.png");
        assertThat(FileName.clean("\u2028\u200b \t")).isEqualTo("文件");
    }

    @Test
    void aLongOneKeepsItsEndAndBreaksNoCharacter() {
        String name = FileName.clean("报😀".repeat(500) + ".tar.gz");
        assertThat(name.codePointCount(0, name.length())).isEqualTo(FileName.LONGEST);
        assertThat(name).endsWith(".gz").startsWith("报😀");
        assertThat(Character.isHighSurrogate(name.charAt(name.length() - 4))).isFalse();
    }

    @Test
    void aRowOfDotsIsReadInOnePass() {
        String dots = ".".repeat(300_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(FileName.clean("a" + dots + "b"))
                .startsWith("a..."));
        assertThat(FileName.clean("a" + dots)).isEqualTo("a");
    }

    @Test
    void aHeaderMayBeLong() {
        for (String part : List.of("a", "\\a", "a\\a")) {
            assertThat(FileName.of("attachment; filename=\"" + part.repeat(20_000) + "\""))
                    .hasValueSatisfying(name -> assertThat(name).startsWith("a").hasSizeGreaterThanOrEqualTo(20_000));
            assertThat(FileName.of("attachment; filename=\"" + part.repeat(20_000)))
                    .isEmpty();
        }
    }

    @Test
    void aHeaderNamesIt() {
        assertThat(FileName.of("attachment; filename*=UTF-8''%E5%90%88%E5%90%8C+1.pdf"))
                .contains("合同+1.pdf");
        assertThat(FileName.of("attachment; filename=\"a \\\"b\\\".txt\"")).contains("a \"b\".txt");
        assertThat(FileName.of("attachment; filename*=UTF-8''%zz")).isEmpty();
        assertThat(FileName.of(null)).isEmpty();
        assertThat(FileName.disposition("attachment", "合 1.pdf"))
                .isEqualTo("attachment; filename*=UTF-8''%E5%90%88%201.pdf");
    }
}
