// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.huitong.api.filter.Facts;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What happens in the log, as it happens, for whoever shows it to people: streams that need no durable cursor, because a
 * page that was away reads the list again. Who must not miss anything is a reader instead. Provided by the hub.
 */
@ProviderType
public interface LiveLog {
    /**
     * Follows the log until the subscription is closed.
     *
     * <p>The listener is called on one thread of the hub, in {@code seq} order, and must not block: it hands over and
     * returns. What it throws is logged and ends nothing. An event is told after its entry can be read; where the hub
     * fell behind, it catches up from the log, so that there is no gap between two calls but where one is told.
     *
     * @param afterSeq the last {@code seq} that the subscriber knows; everything behind it is told first, or a
     *     {@link Kind#GAP} where that would be too much. Empty: from now
     */
    Subscription subscribe(OptionalLong afterSeq, Consumer<LiveEvent> listener);

    /** What an event is about. */
    enum Kind {
        /** A message or a version of one became readable. */
        MESSAGE,
        /** A finding was made or changed for a message. */
        FINDING,
        /** An account's connector came, went or changed its light. */
        CONNECTOR,
        /** Too much happened to be told one by one: whoever shows it reads the list again and goes on from here. */
        GAP
    }

    /**
     * Something happened. It carries names only; what they stand for is asked for through a door that knows who asks.
     *
     * @param seq its place in the log; for {@link Kind#CONNECTOR}, which is no entry, the last place before it
     * @param id the message's id, {@code platform/account} of a connector, or empty
     * @param facts of a message that was said just now: all that a right is decided on. Empty where more is known of it
     *     than this event tells (an edit, a finding made later) or where it is not at hand: then a door is asked
     */
    record LiveEvent(long seq, Kind kind, String id, Optional<Facts> facts) {
        public LiveEvent {
            Objects.requireNonNull(facts);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(id);
        }
    }

    /** Following, until closed. Closing twice does nothing; no call comes after it, save one that is under way. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
