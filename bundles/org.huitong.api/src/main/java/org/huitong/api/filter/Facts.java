// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.filter;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/**
 * What a {@link Filter} can ask of a message, without a word of it: rights are decided on it as things happen.
 *
 * @param sender the platform's id of who said it
 * @param priority as people see it
 * @param marks of all its versions; priorities among them count by {@code priority} alone
 */
public record Facts(
        String platform,
        String tenant,
        String account,
        String conversation,
        String sender,
        MessageType type,
        Instant sentAt,
        Priority priority,
        Set<Mark> marks) {
    public Facts {
        Objects.requireNonNull(platform);
        Objects.requireNonNull(tenant);
        Objects.requireNonNull(account);
        Objects.requireNonNull(conversation);
        Objects.requireNonNull(sender);
        Objects.requireNonNull(type);
        Objects.requireNonNull(sentAt);
        Objects.requireNonNull(priority);
        marks = Set.copyOf(marks);
    }
}
