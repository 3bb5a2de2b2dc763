// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Abilities.Length;
import org.huitong.api.connector.Abilities.Unit;
import org.huitong.api.outbox.Writing;
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

    /** Where nothing can be pressed, people read where it leads and what to answer; a button with neither is left out. */
    @Test
    void aCardIsWordsWhereThereAreNoCards() {
        Writing.Card card = new Writing.Card(
                "重要",
                "三号机停机",
                List.of(new Writing.Fact("编号", "N7")),
                List.of(
                        Writing.Button.press("收到", "known", Writing.Style.MAIN).or("收到 N7"),
                        Writing.Button.press("同意", "yes", Writing.Style.PLAIN),
                        Writing.Button.to("查看", "https://hub.example/")),
                "");
        Length length = new Length(Unit.CODE_POINTS, 500);
        assertThat(Pieces.of(card, takes(length, Writing.Kind.TEXT), false))
                .containsExactly(new Writing.Text("【重要】三号机停机\n编号：N7\n收到：请回复“收到 N7”\n查看：https://hub.example/"));
        assertThat(Pieces.of(card, takes(length, Writing.Kind.TEXT, Writing.Kind.MARKDOWN), false))
                .containsExactly(new Writing.Markdown(
                        "重要", "**重要**\n\n三号机停机\n\n**编号**：N7\n\n收到：请回复“收到 N7”\n\n[查看](https://hub.example/)"));
        assertThat(Pieces.of(card, takes(length, Writing.Kind.values()), false)).containsExactly(card);
    }

    private static Abilities takes(Length length, Writing.Kind... kinds) {
        return new Abilities(
                Set.of(kinds), Set.of(), length, length, Optional.empty(), false, List.of(), Optional.empty());
    }
}
