// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows when people last used what they may, to the day: whatever they came in for by a way that asks for a permission.
 * What a page only shows, or leaves out, is no use of it. Provided by access; safe for many threads.
 */
@ProviderType
public interface Uses {
    /** Since when it is noted: what was used before that is not known. */
    LocalDate since();

    /**
     * The last day on which each of these persons used any of these permissions, or one that comes with it; who did not
     * is not among them. Reads the table once.
     *
     * @param words of permissions, by the hub's own id of the person
     */
    Map<String, Map<String, LocalDate>> last(Map<String, Set<String>> words);
}
