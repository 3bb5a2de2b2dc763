// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Report;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
import org.huitong.kit.edition.Snapshot;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
    private static final LocalText TITLE = LocalText.of("规则", "Rules");

    @Test
    void says_every_rule_in_the_words_of_people() {
        Rule rule = new Rule(
                7,
                3,
                "紧急",
                List.of("紧急", "=1+1"),
                List.of("不紧急"),
                Optional.of(Priority.HIGH),
                List.of("需跟进"),
                Set.of("feishu", "acme"),
                Set.of(MessageType.FILE),
                false,
                "试用");
        assertThat(rows(new Snapshot<>("rules-3", 3, List.of(rule))))
                .containsExactly(List.of(
                        Cell.text("紧急"),
                        Cell.number(2),
                        Cell.text("紧急、=1+1"),
                        Cell.text("不紧急"),
                        Cell.words(LocalText.of("高", "High")),
                        Cell.text("需跟进"),
                        Cell.words(LocalText.of("acme、飞书", "acme, Feishu")),
                        Cell.words(LocalText.of("文件", "File")),
                        Cell.words(LocalText.of("停用", "Off")),
                        Cell.text("rules-3"),
                        Cell.text("试用")));
    }

    @Test
    void says_how_many_words_there_are_where_it_does_not_say_all() {
        List<String> many = IntStream.range(0, 1_000).mapToObj(i -> "词" + i).toList();
        Rule rule = new Rule(1, 1, "长", many, List.of(), Optional.empty(), List.of(), Set.of(), Set.of(), true, "");
        List<Cell> row = rows(new Snapshot<>("rules-1", 1, List.of(rule))).get(0);
        assertThat(row.get(1)).isEqualTo(Cell.number(1_000));
        assertThat(((Cell.Words) row.get(2)).words().zh()).startsWith("词0、词1").endsWith("词199 等 1000 个");
        assertThat(row.get(4)).isEqualTo(Cell.empty());
        assertThat(row.get(6)).isEqualTo(Cell.words(LocalText.of("全部", "All")));
    }

    @Test
    void a_rule_on_trial_is_not_said_to_be_in_force() {
        Rule rule = new Rule(
                1, 1, "试", List.of("停线"), List.of(), Optional.empty(), List.of(), Set.of(), Set.of(), true, "", true);
        assertThat(rows(new Snapshot<>("rules-1", 1, List.of(rule))).get(0))
                .contains(Cell.words(LocalText.of("试运行（不生效）", "On trial (without effect)")));
    }

    private static List<List<Cell>> rows(Snapshot<Rule> set) {
        Report report = RulesDocument.of(set, TITLE, NOW);
        List<List<Cell>> rows = new ArrayList<>();
        report.rows().pour(rows::add);
        assertThat(rows).allMatch(row -> row.size() == report.columns().size());
        return rows;
    }
}
