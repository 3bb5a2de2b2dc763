// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how many messages fit, of those that the asker may see and of no others: what stands beside a saved view. Nobody
 * reads a message for it, so nothing is noted. Provided by the hub; waits for the database for half a second at most; safe
 * for many threads.
 */
@ProviderType
public interface MessageCounter {
    /** Nothing is counted beyond it: whoever reads that many reads "or more". */
    int MOST = 99;

    /**
     * @return empty where the filter asks for words, or the asker may read nothing: that is no number, and 0 would be one
     */
    Optional<Count> count(Asker asker, Filter filter);

    /**
     * How many.
     *
     * @param messages up to {@link #MOST}
     * @param more whether there are, or may be, more than that
     */
    record Count(int messages, boolean more) {}
}
