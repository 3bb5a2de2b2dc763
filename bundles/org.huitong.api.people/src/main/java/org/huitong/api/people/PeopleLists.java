// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where lists of people come in that no person sends: a directory's, a platform's. Provided by the capability people;
 * safe for many threads, blocks while a list is compared and kept.
 */
@ProviderType
public interface PeopleLists {
    /**
     * Takes a list in, as far as the brake lets it; where it does not, the list waits as a plan until somebody decides.
     *
     * @param source names where it comes from, in the history; up to 64 characters
     * @param list a workbook (xlsx) or csv with headings, which is the whole list of the companies that it names
     */
    Outcome take(String source, byte[] list);

    /** What became of a list. */
    sealed interface Outcome {
        /** @param conflicts how many things were left undone, because they could be wrong */
        record Done(int added, int changed, int left, int conflicts) implements Outcome {}

        /** It would take something from many. */
        record Braked(String plan, int affected) implements Outcome {}

        /** It is no list that can be read; the reason is for people. */
        record Unreadable(String reason) implements Outcome {}
    }
}
