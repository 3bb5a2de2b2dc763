// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells in which messages words stand. It knows words and nothing else: who may see a message, and what else is true of
 * it, is the hub's affair, which asks it about lines of the log. Implemented by the search capability and registered as a
 * service; while there is none, words are refused.
 */
@ConsumerType
public interface Concordance {
    /**
     * Looks words up, in all that the log holds up to its head: where it is behind, it waits for a short while.
     *
     * @param words as a person wrote them
     * @param head the last line of the log
     * @throws org.huitong.api.web.Problem where there is nothing in them that could be found, or it cannot be asked now
     */
    Places look(String words, long head);

    /** Where the words stand. A line is the one by which its message was first said, whichever version has the words. */
    @ConsumerType
    interface Places {
        /** False where it had not caught up with the head in time: then messages may be missing. */
        boolean complete();

        /**
         * The next messages after {@code after} and up to {@code upTo}, from one end or the other.
         *
         * @param most fewer are given only where there are no more
         */
        List<Long> lines(long after, long upTo, boolean descending, int most);

        /** Those of the given lines whose messages have the words. */
        Set<Long> among(Collection<Long> lines);

        /** Where they stand in what is shown, its files included; empty where only another version has them. */
        List<Highlight> in(MessageView shown);
    }
}
