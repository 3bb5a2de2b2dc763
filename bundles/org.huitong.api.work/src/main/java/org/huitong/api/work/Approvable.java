// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does what was approved. Implemented by whoever asks, registered as a service with {@link ApprovalKind}. It is called on
 * the thread and in the transaction of the last approval; what it throws undoes that, so that it can be given again.
 */
@ConsumerType
public interface Approvable {
    /**
     * Does it, as whoever asked for it may do it at this moment.
     *
     * @param argument as it was asked
     * @param by who asked
     */
    Outcome carryOut(Connection transaction, String argument, Asker by) throws SQLException;

    /**
     * Undoes what it gave, as far as that is still so: in an emergency it was done before everybody had approved, and
     * somebody has not. What it took away from somebody need not come back, since nobody has approved that either.
     *
     * @param argument as it was asked
     * @param by who asked
     */
    Outcome takeBack(Connection transaction, String argument, Asker by) throws SQLException;

    /** What came of it. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        /** What it is about has become another meanwhile, or who asked may not do it any more; nothing was done. */
        record Overtaken(LocalText reason) implements Outcome {
            public Overtaken {
                Objects.requireNonNull(reason);
            }
        }
    }
}
