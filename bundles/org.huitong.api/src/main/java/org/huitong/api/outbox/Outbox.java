// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything that leaves the hub is posted here. Provided by outbox; safe for many threads.
 */
@ProviderType
public interface Outbox {
    /**
     * Puts a letter into the queue, within the caller's transaction: it is sent if and only if that commits.
     *
     * @param transaction as {@link org.huitong.api.store.Transactions} hands it in; not committed here
     * @return the letter's id; that of the earlier letter where the sender has posted one of this key before
     * @throws SQLException where the database does not take it
     */
    String post(Connection transaction, Letter letter) throws SQLException;

    /** How a letter stands; empty where there is none of this id, or it was cleared away. */
    default Optional<Posted> find(String letter) {
        return Optional.empty();
    }
}
