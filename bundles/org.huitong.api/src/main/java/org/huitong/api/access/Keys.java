// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.time.Instant;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Knows by whose hand people came to the accounts by which they come in. Provided by access; answers from memory, for many
 * threads. Whoever gave somebody the key could come in as that one, and so does not choose by them who decides. What the
 * hub made by itself, for somebody who was recognised elsewhere, is by nobody's hand.
 */
@ProviderType
public interface Keys {
    /**
     * The ids of the persons whose account this one, or an account of the same person, has made, or made theirs, or whose
     * password or second factor they have set anew, at that moment or later.
     */
    Set<String> givenBy(Asker giver, Instant since);

    /** Whether somebody made this account, or made it somebody's, at that moment or later. */
    boolean isMadeSince(String account, Instant since);
}
