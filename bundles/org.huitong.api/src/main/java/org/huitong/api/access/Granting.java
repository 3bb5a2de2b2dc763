// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Optional;
import org.huitong.api.access.DecisionPoint.Decision;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides who may put a permission into the hands of others, or take it from them: whoever keeps roles asks before they
 * become what somebody wants. What manages the hub, secures or audits it, and what opens every message, is handed on by
 * its holders alone, whichever way it goes: into an account, into a role, or to a person with a role. Provided by access.
 * It answers from memory, at once, on any thread.
 */
@ProviderType
public interface Granting {
    /** @param everything it is to reach everything, and not some messages, departments or companies alone */
    Decision mayHand(Asker by, String permission, boolean everything);

    /** Whether anybody would look at how far it reaches, see {@link Permission#narrows()}. */
    boolean narrows(String permission);

    /** As administrators read it; empty where no bundle that is there knows it. */
    Optional<Permission> described(String permission);
}
