// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.huitong.api.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that lacks memory ends: a few kilobytes that unpack to millions of elements are refused as what they are. */
class SheetScanTest {
    @ParameterizedTest
    @ValueSource(strings = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"})
    void makesNoTreeThatDoesNotFit(String part) {
        refused(OwnForms.with(
                OwnForms.sheet(), part, s -> s.replaceFirst("(?s)(<[A-Za-z]+ [^>]*>)", "$1" + "<a/>".repeat(700_000))));
    }

    @Test
    void keepsNoMoreTextsThanASheetHas() {
        refused(OwnForms.with(
                OwnForms.sheet(), "xl/sharedStrings.xml", s -> "<sst>" + "<si/>".repeat(600_000) + "</sst>"));
    }

    private static void refused(byte[] file) {
        assertThat(file).hasSizeLessThan(100_000);
        assertThatThrownBy(() -> SheetScan.read(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }
}
