// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnquotedTest {
    private final Exception failure =
            new IllegalStateException("cannot read 工资表", new SQLException("duplicate key: 工资表", "23505"));

    @Test
    void saysWhatAndWhereAndQuotesNothing() {
        StringWriter log = new StringWriter();
        Unquoted.of(failure).printStackTrace(new PrintWriter(log, true));
        assertThat(log.toString())
                .contains("java.lang.IllegalStateException", "java.sql.SQLException (SQLSTATE 23505)", "UnquotedTest")
                .doesNotContain("工资表");
    }

    @Test
    void namesTheInnermostCauseInOneShortLine() {
        assertThat(Unquoted.reason(failure))
                .startsWith("java.sql.SQLException (SQLSTATE 23505) at ")
                .contains("UnquotedTest")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void isNotCaughtInCauses() {
        Exception one = new IllegalStateException("one");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);
        assertThat(Unquoted.of(one)).hasMessage("java.lang.IllegalStateException");
        assertThat(Unquoted.reason(one)).startsWith("java.lang.IllegalStateException at ");
    }
}
