// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The months of the log, each under a key of its own. What was forgotten is gone from the log; a copy of it in an old page of
 * the database or in a backup is gone with the key of its month. Provided by the hub; blocks on the database; any thread.
 */
@ProviderType
public interface Periods {
    /**
     * The keys of months of which nothing is left: every line that was under them was forgotten. Goes through all of the log,
     * which is for the night.
     */
    List<String> spent();

    /**
     * Destroys one of them, for ever.
     *
     * @return false where it is gone already
     */
    boolean destroy(String key);
}
