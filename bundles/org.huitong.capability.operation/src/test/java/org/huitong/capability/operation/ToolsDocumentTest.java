// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.Profile;
import org.huitong.api.document.Cell;
import org.huitong.api.document.Report;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

class ToolsDocumentTest {
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void says_of_every_account_whose_it_is_and_how_it_stands() {
        Standing trial = standing("wecom", "sales", Optional.of(profile(false)), Optional.of(NOW), 12);
        Standing live = standing("dingtalk", "hr", Optional.of(profile(true)), Optional.empty(), 3);
        Standing away = standing("feishu", "it", Optional.empty(), Optional.empty(), 0);
        Report report = ToolsDocument.of(List.of(trial, live, away), LocalText.of("表", "Table"), NOW);
        List<List<Cell>> rows = new ArrayList<>();
        report.rows().pour(rows::add);
        assertThat(rows).allMatch(row -> row.size() == report.columns().size());
        assertThat(rows.stream().map(row -> row.get(1)))
                .containsExactly(Cell.text("hr"), Cell.text("it"), Cell.text("sales"));
        assertThat(rows.get(0).get(4)).isEqualTo(Cell.words(LocalText.of("已完成", "Completed")));
        assertThat(rows.get(0).get(5)).isEqualTo(Cell.words(LocalText.of("等待回调", "Waiting for calls")));
        assertThat(rows.get(1).subList(0, 6))
                .containsExactly(
                        Cell.text("feishu"),
                        Cell.text("it"),
                        Cell.text(""),
                        Cell.text(""),
                        Cell.empty(),
                        Cell.words(LocalText.of("连接器未运行", "Connector away")));
        assertThat(rows.get(2))
                .containsExactly(
                        Cell.words(LocalText.of("平台", "Platform")),
                        Cell.text("sales"),
                        Cell.text("corp1"),
                        Cell.text("张三"),
                        Cell.words(LocalText.of("测试中", "In trial")),
                        Cell.words(LocalText.of("正在接收", "Receiving")),
                        Cell.number(12),
                        Cell.moment(NOW),
                        Cell.text("一号楼"));
    }

    private static Profile profile(boolean live) {
        return new Profile(
                LocalText.of("平台", "Platform"), "corp1", Duration.ofSeconds(5), "张三", "一号楼", live, List.of());
    }

    private static Standing standing(
            String platform, String account, Optional<Profile> profile, Optional<Instant> lastMessage, long messages) {
        return new Standing(
                platform,
                account,
                false,
                profile,
                Optional.empty(),
                Optional.empty(),
                lastMessage,
                lastMessage,
                Optional.empty(),
                messages,
                0,
                0,
                Map.of(),
                Optional.empty(),
                OptionalLong.empty());
    }
}
