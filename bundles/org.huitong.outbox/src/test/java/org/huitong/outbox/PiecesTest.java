// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.huitong.api.connector.Abilities.Length;
import org.huitong.api.connector.Abilities.Unit;
import org.junit.jupiter.api.Test;

class PiecesTest {
    @Test
    void neverBreaksWhatPeopleSeeAsOneCharacter() {
        String family = "👨‍👩‍👧‍👦";
        List<String> pieces = Pieces.divide(family.repeat(40), new Length(Unit.BYTES, 100), false);

        assertThat(String.join("", pieces)).isEqualTo(family.repeat(40));
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(Unit.BYTES.measure(piece)).isLessThanOrEqualTo(100);
            assertThat(piece.replace(family, "")).isEmpty();
        });
    }

    @Test
    void ratherKeepsLinesAndSentencesThanFillsAPiece() {
        String text = "第一行说了一些话。\n第二行也说了一些话，但还没有完。\n第三行。";
        assertThat(Pieces.divide(text, new Length(Unit.CODE_POINTS, 30), false))
                .containsExactly("第一行说了一些话。\n第二行也说了一些话，但还没有完。", "第三行。");
        assertThat(Pieces.divide("甲乙丙丁。戊己庚辛。壬癸", new Length(Unit.CODE_POINTS, 7), false))
                .containsExactly("甲乙丙丁。", "戊己庚辛。壬癸");
    }

    @Test
    void shutsAFenceAndOpensItAgain() {
        String text = "说明\n```java\n" + "int a = 1;\n".repeat(20) + "```\n完";
        List<String> pieces = Pieces.divide(text, new Length(Unit.UTF_16, 100), true);

        assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(piece -> {
            assertThat(piece.length()).isLessThanOrEqualTo(100);
            assertThat(piece.split("```", -1).length % 2).isEqualTo(1);
        });
        assertThat(pieces.get(1)).startsWith("```java\n");
        assertThat(String.join("\n", pieces).split("int a = 1;", -1)).hasSize(21);
    }

    @Test
    void cutsNoLinkAndNoBoldWord() {
        String text = "看 [操作手册第一章](https://example.com/manual/chapter/1) 和 **非常重要的内容** ".repeat(12);
        List<String> pieces = Pieces.divide(text, new Length(Unit.BYTES, 160), true);

        assertThat(pieces).hasSizeGreaterThan(3).allSatisfy(piece -> {
            assertThat(Unit.BYTES.measure(piece)).isLessThanOrEqualTo(160);
            assertThat(piece.split("\\*\\*", -1).length % 2).isEqualTo(1);
            assertThat(piece.chars().filter(c -> c == '[').count())
                    .isEqualTo(piece.chars().filter(c -> c == ')').count());
        });
    }
}
