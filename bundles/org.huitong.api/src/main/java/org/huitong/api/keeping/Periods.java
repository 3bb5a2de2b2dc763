// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The months of the log, each under a key of its own. What was forgotten is gone from the log; a copy of it in an old page of
 * the database or in a backup is gone with the key of its month. Provided by the hub; blocks on the database; any thread.
 */
@ProviderType
public interface Periods {
    /** The keys of months that are over, oldest first. */
    List<String> over();

    /**
     * The next messages of a month, in the order of the log, those that are forgotten among them: a message is of the month
     * under whose key it was said, however late something came about it. Goes through all of the log.
     *
     * @param key of a month
     * @param after behind which place in the log; 0 at the beginning
     */
    Page messages(String key, long after);

    /** Those first lines of messages that fit, whether they are forgotten or not. */
    Set<Long> fitting(Collection<Long> lines, Filter filter);

    /**
     * The keys of months of which nothing is left: every line that was under them was forgotten. Goes through all of the log,
     * which is for the night.
     */
    List<String> spent();

    /**
     * Puts what of other months is left under a month's key under the key of today: what was found in it of earlier
     * messages, and their edits. Earlier backups have these under the old key still.
     *
     * @return how many lines
     * @throws IllegalStateException where a message of the month itself is left
     */
    int moveRest(String key);

    /**
     * Destroys one of them, for ever.
     *
     * @return false where it is gone already
     */
    boolean destroy(String key);

    /**
     * Some messages of a month.
     *
     * @param next behind which place to go on; empty: that was all
     */
    record Page(List<Member> items, OptionalLong next) {
        public Page {
            items = List.copyOf(items);
            Objects.requireNonNull(next);
        }
    }

    /**
     * A message of a month, without a word of it.
     *
     * @param seq its first line
     * @param owed a finding about it is owed
     * @param forgotten here; it may lie in an archive
     */
    record Member(long seq, MessageId id, Instant sentAt, boolean owed, boolean forgotten) {}
}
