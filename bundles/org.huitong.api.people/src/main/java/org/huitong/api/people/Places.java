// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.Instant;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows by whose hand people came to their place. Provided by the capability people; answers from memory, for many
 * threads. What a directory says, and the first list of all, is by nobody's hand.
 */
@ProviderType
public interface Places {
    /**
     * The ids of the persons whom this one, or an account of the same person, has made somebody's superior or deputy or
     * the head of a department or company, or whose login or accounts on platforms they have written down, at that moment
     * or later: by hand or by a list.
     */
    Set<String> givenBy(Asker giver, Instant since);
}
