// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.keeping;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says which messages must not be kept, before anything of them is stored. Offered by whoever keeps consents; the hub asks
 * for accounts whose connector plays {@link org.huitong.api.connector.Consents}, and keeps nothing of these where a policy
 * is set and nobody is there to say.
 */
@ConsumerType
public interface Admittance {
    /**
     * May wait for the platform, for half a minute at most.
     *
     * @param said in the order in which they came
     * @return those of them that must not be kept
     * @throws Undecided where it cannot be told now: nothing of all is kept, and all comes again
     */
    Collection<MessageId> refused(String platform, String account, List<Message> said)
            throws Undecided, InterruptedException;

    /**
     * Counts what was left out, in the transaction that keeps the rest and the place behind it, so that it is counted
     * once.
     */
    void leftOut(Connection transaction, String platform, String account, List<Message> refused) throws SQLException;

    /** It cannot be told now, for this reason. */
    final class Undecided extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient LocalText why;

        public Undecided(LocalText why) {
            super(why.en());
            this.why = Objects.requireNonNull(why);
        }

        public LocalText why() {
            return why;
        }
    }
}
