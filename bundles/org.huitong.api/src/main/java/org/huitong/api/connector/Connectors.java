// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The connectors that are there, by their accounts. Whoever needs one asks anew each time, so that none is held on to
 * that was exchanged. Provided by the hub; answers at once; any thread.
 */
@ProviderType
public interface Connectors {
    /** The one that serves this account now; empty while it is away, or where nobody knows the account. */
    Optional<Connector> of(String platform, String account);
}
