// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.SQLException;
import org.huitong.api.store.StoreException;

/**
 * Tells a row that never fits from a database that takes nothing now. The first is a dead letter; the second must not
 * be, for the platform will push again when it is over, and a message that is put aside waits for a person.
 *
 * <p>By the classes of the SQL standard (ISO 9075, 22 data exception, 23 integrity constraint), PostgreSQL's 54 (program
 * limit exceeded), and Derby's own states for a row or a key too large for a page.
 */
final class Misfit {
    private Misfit() {}

    static boolean isCauseOf(Throwable failure) {
        if (!(failure instanceof StoreException)) {
            // No word of the database's: this intake is what the code breaks on, and will break on again.
            return true;
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            for (SQLException one = each instanceof SQLException sql ? sql : null;
                    one != null;
                    one = one.getNextException()) {
                if (isMisfit(one.getSQLState())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isMisfit(String state) {
        return state != null
                && (state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("54")
                        || state.startsWith("XSCB6")
                        || state.startsWith("XSDA"));
    }
}
