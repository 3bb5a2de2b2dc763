// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a platform said, as a fact that never changes. What we think of it (whose it is, how important) is never in
 * here but in findings.
 *
 * @param account the account through which it came, the part of the configuration's name after {@code ~}
 * @param sentAt the platform's own time stamp
 * @param order the place within the conversation: the platform's sequence where it has one, else {@code sentAt} in
 *     milliseconds
 * @param to whom it is for, where the platform tells: the other side of a direct room, To and Cc of a mail
 * @param repliesTo the platform's id of the message that this one answers
 * @param payload the decrypted payload as the platform sent it: the evidence behind the translation
 */
public record Message(
        MessageKey key,
        String account,
        Conversation conversation,
        Sender sender,
        List<Addressee> to,
        Content content,
        Optional<String> repliesTo,
        Instant sentAt,
        long order,
        String payload) {
    public Message {
        Objects.requireNonNull(key);
        Objects.requireNonNull(account);
        Objects.requireNonNull(conversation);
        Objects.requireNonNull(sender);
        to = List.copyOf(to);
        Objects.requireNonNull(content);
        repliesTo = repliesTo.filter(id -> !id.isBlank());
        Objects.requireNonNull(sentAt);
        Objects.requireNonNull(payload);
    }

    /** A message that names no addressee and answers none. */
    public Message(
            MessageKey key,
            String account,
            Conversation conversation,
            Sender sender,
            Content content,
            Instant sentAt,
            long order,
            String payload) {
        this(key, account, conversation, sender, List.of(), content, Optional.empty(), sentAt, order, payload);
    }

    /** The same message, for these. */
    public Message to(List<Addressee> addressees) {
        return new Message(key, account, conversation, sender, addressees, content, repliesTo, sentAt, order, payload);
    }

    /** The same message, as an answer to the one of that native id. */
    public Message replyingTo(Optional<String> nativeId) {
        return new Message(key, account, conversation, sender, to, content, nativeId, sentAt, order, payload);
    }

    /** The same message with other words, and with this behind them as what the platform sent. */
    public Message saying(Content words, String sent) {
        return new Message(key, account, conversation, sender, to, words, repliesTo, sentAt, order, sent);
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
