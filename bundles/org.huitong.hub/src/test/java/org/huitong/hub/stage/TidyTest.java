// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.stage.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a' | a",
                "'a ' | a",
                "' a  b ' | a  b",
                "'a\u0000b\u0007' | ab",
                "'\ud83d\ude00\ud83d' | '\ud83d\ude00'",
                "'\u200b部门' | '\u200b部门'",
            })
    void keepsWhatEveryDatabaseKeeps(String said, String kept) {
        assertThat(tidy(said)).containsExactly(kept);
    }

    @Test
    void sameMarksAreOneAndEmptyOnesNone() {
        assertThat(tidy("a", "a ", "a\u0000", "\u0000", "\ud83d")).containsExactly("a");
    }

    @Test
    void aSnapshotsNameFitsItsPlace() {
        assertThat(Tidy.snapshot("rules-1\u0000 ")).isEqualTo("rules-1");
        assertThat(Tidy.snapshot("x".repeat(63) + "\ud83d\ude00")).isEqualTo("x".repeat(63));
    }

    private static Set<String> tidy(String... values) {
        Set<Mark> said =
                Set.of(values).stream().map(v -> Mark.of(Mark.Kind.TAG, v)).collect(Collectors.toSet());
        return Tidy.marks(said).stream().map(Mark::value).collect(Collectors.toSet());
    }
}
