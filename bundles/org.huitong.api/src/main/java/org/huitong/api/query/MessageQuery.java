// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Objects;
import java.util.OptionalLong;
import org.huitong.api.filter.Filter;

/**
 * A page of messages: which, in what order, how many.
 *
 * @param limit 1 to {@link #MOST}
 * @param takenOut whether they leave the hub with the asker: the audit has {@code messages.export} of each, and not that it
 *     was looked at
 */
public record MessageQuery(Filter filter, Order order, int limit, boolean takenOut) {
    public static final int MOST = 500;

    /** How a list is sorted, and where the page begins. */
    public sealed interface Order {
        /** By the order of commit, the newest first; from below {@code before}, if present. */
        record Newest(OptionalLong before) implements Order {
            public Newest {
                Objects.requireNonNull(before);
            }
        }

        /** By the order of commit, ascending from behind {@code after}. */
        record Oldest(long after) implements Order {}

        /**
         * A room as it was spoken in: by the platform's own order, then id.
         *
         * @param after,before the {@code seq} of the message behind which the page begins, or before which it ends; at
         *     most one of them
         */
        record Spoken(Filter.InRoom room, OptionalLong after, OptionalLong before) implements Order {
            public Spoken {
                Objects.requireNonNull(room);
                if (after.isPresent() && before.isPresent()) {
                    throw new IllegalArgumentException("a page goes on in one direction");
                }
            }
        }
    }

    public MessageQuery {
        Objects.requireNonNull(filter);
        Objects.requireNonNull(order);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST);
        }
    }

    /** To be looked at. */
    public MessageQuery(Filter filter, Order order, int limit) {
        this(filter, order, limit, false);
    }

    /** The newest of those that fit. */
    public static MessageQuery newest(Filter filter, int limit) {
        return new MessageQuery(filter, new Order.Newest(OptionalLong.empty()), limit);
    }
}
