// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one door through which people read messages: pages, API, search, export, push. What the asker may not see becomes
 * part of the query, so that no list, count or title leaks around it. Denials and reads of others' messages are logged
 * here. Numbers that are not everybody's are masked here, for all but the person whose message it is, and what bears the
 * mark of a state secret is shown to nobody. Provided by the hub.
 */
@ProviderType
public interface MessageDoor {
    /** One page of what the asker may see of what was asked for. */
    Reading<Listing> list(Asker asker, MessageQuery query);

    /**
     * Rooms of which the asker may see a message that fits, the one with the newest first; of each that message, and how
     * many there are that the asker has not read.
     *
     * @param before from below which place in the log the page goes on; empty at the beginning
     * @param limit 1 to {@link MessageQuery#MOST}
     */
    Reading<Rooms> rooms(Asker asker, Filter filter, OptionalLong before, int limit);

    /** The asker has read a room up to this message; of one that they may not see nothing is remembered. */
    void read(Asker asker, MessageId upTo);

    /** One message; one that the asker may not see looks like one that is not there. */
    Optional<MessageView> find(Asker asker, MessageId id);

    /** All versions of a message, oldest first; empty where {@link #find} is empty. */
    List<MessageView> versions(Asker asker, MessageId id);

    /** The message's way through every gate; empty where {@link #find} is empty. */
    Optional<Trace> trace(Asker asker, MessageId id);

    /**
     * One message without its masks, for a reason that the audit keeps: noted before it is given, once for ten minutes of
     * the same asker, message and reason. What is withheld for another cause stays withheld.
     *
     * @param reason as the asker wrote it; not blank
     */
    Revelation reveal(Asker asker, MessageId id, String reason);

    /** True where the asker may see this message now: for streams and pushes that carry ids only. */
    boolean maySee(Asker asker, MessageId id);

    /**
     * One page.
     *
     * @param next the {@code seq} from which the next page goes on, empty at the end
     * @param scope what the asker may see at all: what an empty page is explained by
     * @param highlights where the words stand that were asked for; of a message whose earlier version has them, nothing
     * @param complete false where search had not caught up with the log, so that messages may be missing
     */
    record Listing(
            List<MessageView> items,
            Optional<String> next,
            Filter scope,
            Map<MessageId, List<Highlight>> highlights,
            boolean complete) {
        public Listing {
            items = List.copyOf(items);
            Objects.requireNonNull(scope);
            highlights = Map.copyOf(highlights);
        }

        /** A page of whoever may see everything, asked for without words. */
        public Listing(List<MessageView> items, Optional<String> next) {
            this(items, next, Filter.everything(), Map.of(), true);
        }
    }

    /**
     * One page of rooms.
     *
     * @param next from below which place the next page goes on, empty at the end
     */
    record Rooms(List<Room> items, OptionalLong next) {
        public Rooms {
            items = List.copyOf(items);
        }
    }

    /**
     * @param newest the newest message in it that fits and may be seen
     * @param unread how many of them the asker has not read, counted to {@link #MOST_UNREAD}
     */
    record Room(MessageView newest, int unread) {
        /** Whoever sees this number reads "or more". */
        public static final int MOST_UNREAD = 99;
    }

    /** What came of asking. */
    sealed interface Reading<T> {
        record Granted<T>(T value) implements Reading<T> {}

        /** The asker has no right to read at all; the reason says which right is missing. */
        record Denied<T>(LocalText reason) implements Reading<T> {}
    }
}
