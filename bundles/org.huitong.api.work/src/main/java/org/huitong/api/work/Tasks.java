// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where work is put that somebody is to see to. Provided by the capability tasks; safe for many threads. It is not there
 * while that is away: who makes tasks of messages does so in a reader, which waits.
 */
@ProviderType
public interface Tasks {
    /**
     * Opens a task within the caller's transaction, with its reminders and the letter to whoever is to see to it: all of
     * it is there if and only if that commits.
     *
     * @return the task's id; of the one that is there already where the key is known
     */
    String open(Connection transaction, NewTask task) throws SQLException;

    /**
     * How those stand, by their ids; of one that there is not, nothing is said. Whoever asks answers for whom it tells.
     */
    Map<String, Standing> standing(Connection transaction, Collection<String> tasks) throws SQLException;

    /**
     * How far a task is.
     *
     * @param code by which people name it in a chat
     * @param assignee the id of the person who is to see to it
     * @param endedAt when it was done or cancelled; empty while it is open
     */
    record Standing(String code, Optional<String> assignee, boolean done, Optional<Instant> endedAt) {}
}
