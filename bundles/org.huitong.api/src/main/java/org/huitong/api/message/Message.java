// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.time.Instant;
import java.util.Objects;

/**
 * What a platform said, as a fact that never changes. What we think of it (whose it is, how important) is never in
 * here but in findings.
 *
 * @param account the account through which it came, the part of the configuration's name after {@code ~}
 * @param sentAt the platform's own time stamp
 * @param order the place within the conversation: the platform's sequence where it has one, else {@code sentAt} in
 *     milliseconds
 * @param payload the decrypted payload as the platform sent it: the evidence behind the translation
 */
public record Message(
        MessageKey key,
        String account,
        Conversation conversation,
        Sender sender,
        Content content,
        Instant sentAt,
        long order,
        String payload) {
    public Message {
        Objects.requireNonNull(key);
        Objects.requireNonNull(account);
        Objects.requireNonNull(conversation);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(content);
        Objects.requireNonNull(sentAt);
        Objects.requireNonNull(payload);
    }

    public MessageId id() {
        return key.id();
    }

    /** Names people and quotes nobody: safe for a log. */
    @Override
    public String toString() {
        return "Message[" + id() + " " + key.platform() + "~" + account + " "
                + content.type().word() + "]";
    }
}
