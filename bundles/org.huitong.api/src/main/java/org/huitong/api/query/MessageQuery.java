// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Priority;

/**
 * What to list. Empty means any.
 *
 * @param person a sender id of the platform or, once people are known, a person
 * @param from,to the bounds of {@code sentAt}, the upper one excluded
 * @param after with it the list ascends from there; without it the newest come first
 * @param before newest first, from below this {@code seq} (the next page)
 * @param order how to sort
 * @param limit 1 to 500
 */
public record MessageQuery(
        Optional<String> platform,
        Optional<String> account,
        Optional<String> conversation,
        Optional<String> person,
        Optional<String> department,
        Optional<String> project,
        Optional<MessageType> type,
        Optional<String> tag,
        Optional<Priority> priority,
        Optional<Instant> from,
        Optional<Instant> to,
        OptionalLong after,
        OptionalLong before,
        Order order,
        int limit) {
    public static final int MOST = 500;

    /** How a list is sorted. */
    public enum Order {
        /** By {@code seq}, the order of commit. */
        SEQ,
        /** A conversation as it was spoken: by the platform's own order, then id. Needs {@code conversation}. */
        CONVERSATION
    }

    public MessageQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST);
        }
        if (order == Order.CONVERSATION && conversation.isEmpty()) {
            throw new IllegalArgumentException("order=conversation needs a conversation");
        }
    }
}
