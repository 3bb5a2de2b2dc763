// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.TodoList;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;
import org.huitong.api.text.LocalText;
import org.junit.jupiter.api.Test;

/** Which entry of somebody's list an event is about. */
public interface TouchedContract {
    TodoList list();

    /** Events as the platform tells them, each with its entry; of those about none an empty one. */
    Map<String, String> entries();

    @Test
    default void tellsWhichEntryWasTouched() {
        assertThat(entries()).isNotEmpty();
        entries().forEach((event, entry) -> assertThat(list().touched(told(event)))
                .as(event)
                .isEqualTo(Optional.of(entry).filter(id -> !id.isEmpty())));
    }

    private static Message told(String payload) {
        return new Message(
                new MessageKey("test", "acme", "m1"),
                "main",
                Conversation.ofEvents("test", "acme"),
                Sender.person("u1", "u1"),
                Content.event("todo", LocalText.of("待办", "to do"), null),
                Instant.EPOCH,
                1,
                payload);
    }
}
