// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCommandTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** A Wednesday. */
    private static final Instant NOW =
            LocalDateTime.parse("2026-03-11T10:00").atZone(ZONE).toInstant();

    @ParameterizedTest
    @CsvSource({
        "我的待办, Mine[]",
        "@汇通 我的待办。, Mine[]",
        "待办, Mine[]",
        "转任务 张三 周五 核对交期, 'HandOver[who=张三, rest=周五 核对交期]'",
        "@汇通 转任务 @张三 明天, 'HandOver[who=张三, rest=明天]'",
        "转任务, 'HandOver[who=, rest=]'",
        "催办, Hurry[which=]",
        "催办 T1a2b3c, Hurry[which=T1a2b3c]",
        "完成 2, Finish[number=2]",
        "完成2, Finish[number=2]",
    })
    void areWhatPeopleSay(String said, String command) {
        assertThat(ChatCommand.of(ChatCommand.own(said)).orElseThrow().toString())
                .isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource({"今天我的待办很多", "完成", "完成 T1a2b3c", "我们完成 2 台了", "请催办一下采购的张三和李四同志", "收到"})
    void areNotWhateverElseIsSaid(String said) {
        assertThat(ChatCommand.of(ChatCommand.own(said))).isEmpty();
    }

    @Test
    void aRowOfSignsIsReadInOnePass() {
        String row = "。".repeat(300_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(ChatCommand.of(ChatCommand.own(row + "停")))
                .isEmpty());
        assertThat(ChatCommand.of("待办" + row)).isPresent();
    }

    @Test
    void isTheirOwnWordsAlone() {
        assertThat(ChatCommand.own("> 我的待办\n@汇通 收到")).isEqualTo("收到");
    }

    @ParameterizedTest
    @CsvSource({
        "今天, 2026-03-11T18:00, ''",
        "明天下午3点 发货, 2026-03-12T15:00, 发货",
        "后天 9:30 前 验收, 2026-03-13T09:30, 验收",
        "周五, 2026-03-13T18:00, ''",
        "周一 盘点, 2026-03-16T18:00, 盘点",
        "下周一, 2026-03-16T18:00, ''",
        "下周五前交, 2026-03-20T18:00, 交",
        "星期天, 2026-03-15T18:00, ''",
        "3月20日 交图, 2026-03-20T18:00, 交图",
        "3月1日, 2027-03-01T18:00, ''",
        "2026-04-02 10:15 评审, 2026-04-02T10:15, 评审",
        "2小时内 回电, 2026-03-11T12:00, 回电",
        "3天, 2026-03-14T18:00, ''",
        "11点半, 2026-03-11T11:30, ''",
    })
    void saysUntilWhen(String said, String due, String rest) {
        DueWords words = DueWords.of(said, NOW, ZONE);
        assertThat(words.due().map(at -> at.atZone(ZONE).toLocalDateTime())).contains(LocalDateTime.parse(due));
        assertThat(words.rest()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({"核对交期", "3-5人的名单", "2月31日", "9点", "2026-01-02", "25:70"})
    void saysNothingOfWhen(String said) {
        DueWords words = DueWords.of(said, NOW, ZONE);
        assertThat(words.due()).isEmpty();
        assertThat(words.rest()).isEqualTo(said);
    }
}
