// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.huitong.api.message.MessageId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is kept of messages beside the log, such as their files: it goes with them. Implemented by whoever keeps it and
 * registered as a service. Whoever is away just then is told by the log afterwards, as every reader is.
 */
@ConsumerType
public interface Belongings {
    /**
     * Makes all that belongs to these messages unreadable, in the very transaction that forgets them: either both are
     * gone or neither is. On the thread that writes the log: it is to take some milliseconds; what lies outside the
     * database is cleared away after the commit.
     *
     * @param messages up to {@link Keeping#AT_ONCE}
     */
    void forget(Connection transaction, Collection<MessageId> messages) throws SQLException;
}
