// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives the first roles of a hub: those with which it begins, once, as long as nobody was ever given one here. From then
 * on people give them, each as far as they may. Provided by whoever keeps the roles; safe for many threads.
 */
@ProviderType
public interface FirstRoles {
    /**
     * Gives them in the caller's transaction; they are in force once it is kept, and noted for the audit as the hub's own
     * deed.
     *
     * @param roles the ids of the roles that somebody gets, each for their own department and company, by the hub's own id
     *     of the person
     * @return false where somebody has been given a role before: then nothing was done
     */
    boolean give(Connection transaction, Map<String, List<String>> roles) throws SQLException;
}
