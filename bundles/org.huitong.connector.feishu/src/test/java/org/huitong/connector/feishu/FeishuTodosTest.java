// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

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
class FeishuTodosTest {
    private static final List<String> EVENTS_AND_ENTRIES = List.of(
            "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"task.task.updated_v1\"},\"event\":{\"task_id\":\"626cf808\",\"obj_type\":5}}",
            "626cf808",
            "{\"schema\":\"2.0\",\"header\":{\"event_type\":\"task.task.comment.updated_v1\"},\"event\":{\"task_id\":\"626cf808\"}}",
            "",
            "no JSON",
            "");

    @Test
    void tellsWhichEntryWasTouched() {
        for (int i = 0; i < EVENTS_AND_ENTRIES.size(); i += 2) {
            Optional<String> entry = Optional.of(EVENTS_AND_ENTRIES.get(i + 1)).filter(id -> !id.isEmpty());
            assertThat(FeishuTodos.touched(told(EVENTS_AND_ENTRIES.get(i))))
                    .as(EVENTS_AND_ENTRIES.get(i))
                    .isEqualTo(entry);
        }
    }

    private static Message told(String payload) {
        return new Message(
                new MessageKey("feishu", "acme", "m1"),
                "main",
                Conversation.ofEvents("feishu", "acme"),
                Sender.person("u1", "u1"),
                new ContentBuilder().event("todo", LocalText.of("待办", "to do")).build(MessageType.EVENT),
                Instant.EPOCH,
                1,
                payload);
    }
}
