// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One account on one platform: one factory configuration, one component, one service. Implemented by connector bundles;
 * the roles that the platform allows are further interfaces of the same service, today {@link CallbackReceiver}.
 *
 * <p>The service carries {@link Platform}; its account is what follows {@code ~} in the configuration's PID. A connector
 * never holds a thread, a socket or a timer after it was deactivated.
 */
@ConsumerType
public interface Connector {
    /** What there is to know of this account; called often and from any thread, answers at once. */
    Profile profile();

    /**
     * Why nothing can come in by this account, whoever calls it; empty where at least one way in is open. A sentence
     * for the operator that says what to mend and shows no secret. Called as {@link #profile()} is.
     */
    default Optional<LocalText> problem() {
        return Optional.empty();
    }
}
