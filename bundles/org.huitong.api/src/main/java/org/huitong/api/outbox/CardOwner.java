// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whoever posts cards and does what is pressed on them. A service with {@link CardsOf}; called by the outbox, one press
 * after the other, once for each card that is not settled yet.
 */
@ConsumerType
public interface CardOwner {
    /**
     * Does what was pressed, as far as it may still be done. Everything that hangs on rights and time is judged here
     * again: the card may be days old.
     *
     * @param transaction in which the press is settled: what is done in it counts if and only if the card says so
     * @throws org.huitong.api.web.Problem where it may not be done; what was written is undone, and the card shows the
     *     sentence as {@link Settled.Over}
     */
    Settled pressed(Connection transaction, Press press) throws SQLException;
}
