// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.stage.Mark;
import org.huitong.simulator.day.Script;
import org.huitong.simulator.feishu.FeishuSide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    demo | 研发项目·新款壳体 | huangsy | 研发部,新款壳体
                    demo | 客诉处理专班      | yexm    | 质量部,销售部
                    demo | somewhere else    | jiangwb | 财务部
                    demo | somewhere else    | nobody  | ''
                    live | 客诉处理专班      | yexm    | ''""")
    void tellsWhoseItIs(String account, String title, String sender, String expected) {
        String room = Script.ofTheDay().rooms().stream()
                .filter(r -> r.title().equals(title))
                .findFirst()
                .map(r -> FeishuSide.conversation(r, ""))
                .orElse(title);
        Message message = new Message(
                new MessageKey("feishu", "t", "1"),
                account,
                Conversation.of(room, Conversation.Kind.GROUP),
                Sender.person(sender),
                Content.text("x"),
                Instant.EPOCH,
                0,
                "{}");

        assertThat(new Roster().judge().judge(message))
                .extracting(Mark::value)
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(","));
    }
}
