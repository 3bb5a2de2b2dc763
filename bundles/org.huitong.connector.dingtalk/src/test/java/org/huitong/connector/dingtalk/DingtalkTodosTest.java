// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.junit.jupiter.api.Test;

/** Which entry of somebody's list an event is about; how the rest goes is shown with the simulated platform. */
class DingtalkTodosTest {
    private static final List<String> EVENTS_AND_ENTRIES = List.of(
            "{\"EventType\":\"todo_task_update\",\"taskId\":\"task98cd\",\"UnionIdList\":[\"u\"]}",
            "98cd",
            "{\"eventType\":\"todo_task_update\",\"data\":\"{\\\"taskId\\\":\\\"98cd\\\"}\"}",
            "98cd",
            "{\"biz_type\":108,\"biz_data\":\"{\\\"syncAction\\\":\\\"todo_task_delete\\\",\\\"taskId\\\":\\\"task98cd\\\"}\"}",
            "98cd",
            "{\"EventType\":\"user_add_org\",\"taskId\":\"task98cd\"}",
            "",
            "no JSON",
            "");

    @Test
    void tellsWhichEntryWasTouched() {
        for (int i = 0; i < EVENTS_AND_ENTRIES.size(); i += 2) {
            Optional<String> entry = Optional.of(EVENTS_AND_ENTRIES.get(i + 1)).filter(id -> !id.isEmpty());
            assertThat(DingtalkTodos.touched(told(EVENTS_AND_ENTRIES.get(i))))
                    .as(EVENTS_AND_ENTRIES.get(i))
                    .isEqualTo(entry);
        }
    }

    private static Message told(String payload) {
        return new Message(
                new MessageKey("dingtalk", "acme", "m1"),
                "main",
                Conversation.ofEvents("dingtalk", "acme"),
                Sender.person("u1", "u1"),
                new ContentBuilder().event("todo", LocalText.of("待办", "to do")).build(MessageType.EVENT),
                Instant.EPOCH,
                1,
                payload);
    }
}
