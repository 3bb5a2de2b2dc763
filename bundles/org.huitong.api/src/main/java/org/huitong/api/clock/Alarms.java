// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sets alarms. There is one under each name and key: setting it again moves it. It is set in the caller's transaction, so
 * that a deed and its reminder are kept together or not at all, and it rings in one of its own, once, as {@link Alarm}
 * tells; also after a crash, with several nodes, and when the clock leaps or goes back. Provided by clock; safe for many
 * threads.
 *
 * <p>Setting what has rung already under the same name and key <em>for the same moment</em> does nothing: who does a step
 * twice rings once. For another moment it is set anew.
 */
@ProviderType
public interface Alarms {
    int LONGEST_NAME = 64;
    int LONGEST_KEY = 200;

    /**
     * Sets it, or moves it to this moment. A moment that is past rings at once.
     *
     * @param transaction the caller's, as {@link org.huitong.api.store.Transactions} gave it
     * @param alarm the name under which an {@link Alarm} answers, such as {@code tasks.overdue}; it may come later
     * @param key which one of them, such as a task's id; it is shown to administrators and carries no content
     * @param at to the millisecond
     */
    void set(Connection transaction, String alarm, String key, Instant at) throws SQLException;

    /** Takes it back; what is not set is ignored. One that is just ringing has rung. */
    void cancel(Connection transaction, String alarm, String key) throws SQLException;

    /** The moment that it is set to; empty where it is not set, or has rung. */
    Optional<Instant> due(Connection transaction, String alarm, String key) throws SQLException;
}
