// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.masking;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What is hidden of words that do not come through the message door or as an entry of the log, where the hub has hidden it
 * already: of an archive, say. Provided by the hub; answers from memory, on any thread.
 */
@ProviderType
public interface Masks {
    /**
     * The same words with a star in the place of each letter that is hidden: of the numbers of ID cards, bank cards and
     * whatever else this hub's settings name. As long as before.
     */
    String over(String words);

    /** Whether they bear the mark of a state secret: then they are shown to nobody, kept in no index, and sent nowhere. */
    boolean isStateSecret(String words);
}
