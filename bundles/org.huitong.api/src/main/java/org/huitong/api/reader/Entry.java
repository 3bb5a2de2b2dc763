// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.reader;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

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
        /**
         * New to the reader, but no news: a back-fill, a re-push after hours, a message that was judged anew, an entry that
         * was parked for a while.
         */
        LATE,
        /** Read again after a reset of the cursor, or for the first time by a reader that started in the past. */
        REPLAYED
    }

    /**
     * A message was said or edited.
     *
     * @param version 1 for the first that came in
     * @param recalled the message has been taken back already: before this came or, where it is read again, since then
     * @param findings what stages found about this version
     * @param marks what is true of the message now, of all its versions and by hand
     */
    record Said(
            long seq,
            long firstSeq,
            Liveness liveness,
            Message message,
            int version,
            boolean recalled,
            Instant receivedAt,
            List<Finding> findings,
            Set<Mark> marks)
            implements Entry {
        public Said {
            findings = List.copyOf(findings);
            marks = Set.copyOf(marks);
        }

        /** A version of which no more is known than its findings. */
        public Said(
                long seq,
                long firstSeq,
                Liveness liveness,
                Message message,
                int version,
                boolean recalled,
                Instant receivedAt,
                List<Finding> findings) {
            this(seq, firstSeq, liveness, message, version, recalled, receivedAt, findings, Mark.among(findings));
        }

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
     * A finding that was made after the message was committed: it was owed, or the message was judged anew (then it is
     * {@link Liveness#LATE}), or a person said it ({@link Finding#isByHand}, and then it is {@link Liveness#LIVE}).
     *
     * @param message the version that was judged; where a person spoke, the one that people see
     * @param before what the same stage found about it until then
     * @param finding what it finds now
     * @param marks what is true of the message now, of all its versions and by hand
     */
    record Found(
            long seq,
            long firstSeq,
            Liveness liveness,
            Message message,
            Optional<Finding> before,
            Finding finding,
            Set<Mark> marks)
            implements Entry {
        public Found {
            Objects.requireNonNull(before);
            marks = Set.copyOf(marks);
        }

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

    /**
     * A message, or a version of one, bears the mark of a state secret: nobody is handed a word of it, nor what is found of
     * it. It comes in the place of {@link Said} and {@link Found}, so that one message may come more than once.
     *
     * @param platform,sentAt all that is told of it
     */
    record Quarantined(long seq, long firstSeq, Liveness liveness, MessageId id, String platform, Instant sentAt)
            implements Entry {
        public Quarantined {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(sentAt);
        }
    }

    /**
     * A message had come already, through another door and under another id; or something was found of it since. It comes
     * in the place of {@link Said} and {@link Found}. Where it is taken back or edited, so is the one that came first.
     *
     * @param first the one that came first, which was handed over when it did
     */
    record Same(long seq, long firstSeq, Liveness liveness, MessageId id, MessageId first) implements Entry {
        public Same {
            Objects.requireNonNull(first);
        }
    }

    /**
     * A message was forgotten, on purpose and with a certificate: whoever keeps words of it forgets them, too. Its earlier
     * lines are {@link Unreadable} from now on.
     *
     * @param certificate the number of what certifies it
     */
    record Forgotten(long seq, long firstSeq, Liveness liveness, MessageId id, String certificate) implements Entry {
        public Forgotten {
            Objects.requireNonNull(certificate);
        }
    }
}
