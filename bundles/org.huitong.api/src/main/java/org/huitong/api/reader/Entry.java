// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.reader;

import java.time.Instant;
import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Finding;

/** One line of the log. {@code seq} is the order of commit, and lines become visible in that order. */
public sealed interface Entry {
    long seq();

    /**
     * The line by which the message was first said, whatever is told of it here; 0 where it was not yet. One number
     * for a message, in the order in which messages came: readers may keep what they know of it under this.
     */
    long firstSeq();

    MessageId id();

    Liveness liveness();

    /** Whether people should be alarmed by it: by default only by what is live. */
    enum Liveness {
        /** Committed just now. */
        LIVE,
        /** New to the reader, but no news: a back-fill, a re-push after hours, an entry that was parked for a while. */
        LATE,
        /** Read again after a reset of the cursor, or for the first time by a reader that started in the past. */
        REPLAYED
    }

    /**
     * A message was said or edited.
     *
     * @param version 1 for the first that came in
     * @param recalled the message has been taken back already: before this came or, where it is read again, since then
     */
    record Said(
            long seq,
            long firstSeq,
            Liveness liveness,
            Message message,
            int version,
            boolean recalled,
            Instant receivedAt,
            List<Finding> findings)
            implements Entry {
        @Override
        public MessageId id() {
            return message.id();
        }
    }

    /** A message was taken back. It may not have been said yet: then its versions will say that it was recalled. */
    record Recalled(long seq, long firstSeq, Liveness liveness, Sighting.Recalled recall) implements Entry {
        @Override
        public MessageId id() {
            return recall.key().id();
        }
    }

    /**
     * A finding that was owed, made up with the snapshot of the moment. Nothing is judged anew because a snapshot
     * changed: what was found stays, and messages from then on are judged by the new one.
     */
    record Found(long seq, long firstSeq, Liveness liveness, Message message, Finding finding) implements Entry {
        @Override
        public MessageId id() {
            return message.id();
        }
    }

    /**
     * A line whose content does not open: its key was destroyed, or a newer hub wrote it. It is handed over so that
     * nothing is skipped in silence; whoever has no use for it passes on.
     */
    record Unreadable(long seq, long firstSeq, Liveness liveness, MessageId id, Unavailable why) implements Entry {}
}
