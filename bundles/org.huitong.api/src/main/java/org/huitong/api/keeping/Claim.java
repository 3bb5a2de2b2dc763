// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.huitong.api.message.MessageId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says of messages that they are needed still, however old they are: an open task is about them. Implemented by
 * capabilities and registered as a service with {@link ClaimName}; where one that was there before is away, nothing is
 * forgotten until it is back, or an administrator says that it will not come.
 */
@ConsumerType
public interface Claim {
    /**
     * Those of the messages that are needed. Asked again in the very transaction that forgets, on the thread that writes
     * the log: it is to take some milliseconds.
     *
     * @param messages up to {@link Keeping#AT_ONCE} of them
     */
    Set<MessageId> among(Connection transaction, Collection<MessageId> messages) throws SQLException;
}
