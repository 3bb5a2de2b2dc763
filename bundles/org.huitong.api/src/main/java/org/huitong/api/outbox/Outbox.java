// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.text.LocalText;
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

    /**
     * Takes a letter back, within the caller's transaction: it ends as rejected where it waits, or nobody can tell what
     * became of it. One that is being sent is not tried again, and ends so unless it goes with this try. One that was sent
     * stays what it is, and where there is none nothing happens.
     *
     * @param by,key as the {@link Letter} said them
     * @param why as people read it beside the letter
     * @throws SQLException where the database does not take it
     */
    default void recall(Connection transaction, String by, String key, LocalText why) throws SQLException {}

    /** How a letter stands; empty where there is none of this id, or it was cleared away. */
    default Optional<Posted> find(String letter) {
        return Optional.empty();
    }
}
