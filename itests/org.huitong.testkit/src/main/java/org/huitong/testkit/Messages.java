// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.time.Instant;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sender;

/** Messages to test with. */
public final class Messages {
    private Messages() {}

    /** A text in the group {@code group}, sent now; equal ids are the same message. */
    public static Message text(String nativeId, String text) {
        return text(nativeId, text, Instant.now());
    }

    public static Message text(String nativeId, String text, Instant sentAt) {
        return of(nativeId, Content.text(text), sentAt);
    }

    public static Message of(String nativeId, Content content, Instant sentAt) {
        return new Message(
                new MessageKey("test", "tenant", nativeId),
                "main",
                Conversation.of("group", Conversation.Kind.GROUP),
                Sender.person("u1", "李工"),
                content,
                Instant.ofEpochMilli(sentAt.toEpochMilli()),
                sentAt.toEpochMilli(),
                "{}");
    }

    /** The same message in another conversation. */
    public static Message in(Message m, String conversation) {
        return new Message(
                m.key(),
                m.account(),
                Conversation.of(conversation, Conversation.Kind.GROUP),
                m.sender(),
                m.content(),
                m.sentAt(),
                m.order(),
                m.payload());
    }
}
