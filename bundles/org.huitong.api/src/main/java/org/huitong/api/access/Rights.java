// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people hold by their roles, as the decision point judges by it. Provided by access; told by whoever keeps the
 * roles, and kept here, so that a bundle that is exchanged neither opens nor shuts a door. It lives in memory: after a
 * restart nobody holds anything by a role until it is told again.
 */
@ProviderType
public interface Rights {
    /** From now on these alone; whoever is not named holds nothing by a role. Any thread, without waiting. */
    void replace(Map<String, List<Right>> byPerson);
}
