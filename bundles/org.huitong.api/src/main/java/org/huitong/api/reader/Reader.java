// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.reader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Follows the log at its own pace: the one mechanism for "something happened to a message". Implemented by
 * capabilities, registered as a service with {@link ReaderName}.
 *
 * <p>The hub calls it on one thread at a time, in the order of {@code seq}, each entry once: the cursor moves in the
 * same transaction as the effect. So a reader that is upgraded, restarted or killed misses nothing and does nothing
 * twice, as long as all it does goes through {@code transaction}. An effect outside the database must be idempotent by
 * {@code seq}.
 */
@ConsumerType
public interface Reader {
    /**
     * Takes the next entries, oldest first. If it throws, the transaction is rolled back and the entries are offered
     * again one by one, with pauses that grow. One that is refused for about half a minute is parked where people see
     * it, and the cursor goes on; what is parked is offered again every few minutes, and at once when the reader comes
     * anew (it is then {@link Entry.Liveness#LATE late} and comes alone). Trouble with the hub's own database parks
     * nothing. Whether the reader throws an exception or an error makes no difference.
     *
     * @param transaction not to be committed, closed or kept
     */
    void read(List<Entry> entries, Connection transaction) throws SQLException;
}
