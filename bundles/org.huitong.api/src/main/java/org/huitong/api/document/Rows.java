// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rows of a report, poured one by one, so that however many there are only a few are in memory. Implemented by who
 * has them.
 */
@FunctionalInterface
@ConsumerType
public interface Rows {
    /**
     * Hands each row over, in its order, and returns. Called once; it may do so within a transaction, for nobody waits
     * for a slow network meanwhile. An exception makes the document fail as a whole.
     */
    void pour(Taker taker);

    /** Takes the rows. */
    @FunctionalInterface
    @ProviderType
    interface Taker {
        /**
         * @param row a cell for each column
         * @return false once no more are wanted: more would be passed over
         */
        boolean take(List<Cell> row);
    }

    /** Rows that are there. */
    static Rows of(List<List<Cell>> rows) {
        List<List<Cell>> all = List.copyOf(rows);
        return taker -> {
            for (List<Cell> row : all) {
                if (!taker.take(row)) {
                    return;
                }
            }
        };
    }
}
