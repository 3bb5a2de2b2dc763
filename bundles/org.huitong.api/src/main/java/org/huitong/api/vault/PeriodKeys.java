// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.vault;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The keys of months that are over, for whoever owns what lies under them: a class whose keys are destroyed has one owner,
 * who alone seals under it and knows when nothing of a month is left. Provided by vault; safe for many threads.
 */
@ProviderType
public interface PeriodKeys {
    /** The keys of this class under which nothing is sealed any more: their month was over a week ago. Oldest first. */
    List<String> over(String keyClass);

    /**
     * Destroys a key in the key store, and with it whatever it locked, wherever a copy of that lies; for ever.
     *
     * @return false where there was none
     * @throws IllegalArgumentException where its month is not over
     */
    boolean destroy(String key);
}
