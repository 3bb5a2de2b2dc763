// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The log as it is met by whoever keeps it in order: which messages fit, everything that is known of them, and
 * forgetting. Nobody asks here with the rights of a person: what people see of it is judged by whoever shows it, and what
 * is forgotten is noted in the audit by whoever forgets. Provided by the hub; blocks on the database; any thread.
 */
@ProviderType
public interface Keeping {
    /** More are not opened or forgotten at once. */
    int AT_ONCE = 100;

    /**
     * The next messages that fit and are not forgotten, in the order of the log.
     *
     * @param due without words, of which nobody can be certain
     * @param besides of those that fit, the ones that fit this, too, are told apart
     * @param after behind which place in the log; 0 at the beginning
     */
    Page find(Due due, Filter besides, long after);

    /**
     * Every version of these messages with its evidence, oldest first; those that are forgotten, or do not open, are left
     * out whole, and so are those that bear the mark of a state secret: they go nowhere, and are not destroyed as if they
     * had never been.
     *
     * @param messages up to {@link #AT_ONCE}
     */
    List<Kept> open(Collection<MessageId> messages);

    /**
     * Which messages are due. A sender may write any date on what it sends; so both clocks count, its own and ours.
     *
     * @param filter without words
     * @param receivedBefore when the first version of it had come in
     */
    record Due(Filter filter, Instant receivedBefore) {
        public Due {
            Objects.requireNonNull(filter);
            Objects.requireNonNull(receivedBefore);
        }

        /** Of these only those that fit that, too. */
        public Due and(Filter other) {
            return new Due(filter.and(other), receivedBefore);
        }
    }

    /**
     * A message as somebody has seen it.
     *
     * @param last the last line about it that was known
     */
    record Seen(MessageId id, long last) {}

    /**
     * Forgets messages: of every line about them only the place, the names and the times stay. It is one step of the log:
     * all of them are forgotten, with what is kept beside, or none is. Readers are told {@code Forgotten}; one that is
     * pushed again is acknowledged and not stored.
     *
     * <p>One is not forgotten any more where a line came about it since it was seen, an edit, a recall or a mark; where a
     * finding about it is owed; or where it is not due: then none of them is.
     *
     * @param messages up to {@link #AT_ONCE}; those that are forgotten already are passed over
     * @param still what must be true of each of them in the moment of forgetting, whoever changes marks meanwhile
     * @param certificate under which number it is certified, up to 64 characters
     * @param beside kept in the same transaction; what it throws leaves everything as it was
     * @return how many were forgotten
     * @throws Refused nothing was forgotten, and nothing will be
     * @throws Unsettled it is not known yet
     */
    int forget(Collection<Seen> messages, Due still, String certificate, Beside beside);

    /** Kept in the same transaction; one that does not want it any more throws {@link Refused}, whose reason is passed on. */
    @FunctionalInterface
    interface Beside {
        void keep(Connection transaction) throws SQLException;
    }

    /**
     * Some messages.
     *
     * @param next behind which place to go on; empty: that was all
     */
    record Page(List<Found> items, OptionalLong next) {
        public Page {
            items = List.copyOf(items);
            Objects.requireNonNull(next);
        }
    }

    /**
     * A message, without a word of it.
     *
     * @param seq its first line
     * @param besides it fits what was to be told apart, too
     * @param owed a finding about some version of it is owed: nobody knows yet all that is true of it
     */
    record Found(long seq, MessageId id, Instant sentAt, boolean besides, boolean owed) {}

    /**
     * A message with all that was said.
     *
     * @param last the last line about it
     * @param versions oldest first, each with its evidence as {@code message().payload()}
     * @param marks what is true of it, as lists are filtered by
     */
    record Kept(long seq, long last, MessageId id, List<MessageView> versions, Set<Mark> marks) {
        public Kept {
            versions = List.copyOf(versions);
            marks = Set.copyOf(marks);
        }

        public Seen seen() {
            return new Seen(id, last);
        }

        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }

    /** It was not done, and everything is as it was. Its message is a sentence in English. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LocalText reason;

        public Refused(LocalText reason) {
            super(reason.en());
            this.reason = reason;
        }

        public LocalText reason() {
            return reason;
        }
    }

    /** The log is still writing: it is done or not, and whoever asked could wait no longer. */
    final class Unsettled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unsettled() {
            super("the log is still writing");
        }
    }
}
