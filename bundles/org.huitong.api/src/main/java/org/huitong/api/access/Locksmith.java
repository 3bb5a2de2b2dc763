// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Shuts the accounts of people who have left. Provided by access; safe for many threads.
 *
 * <p>It is shut with the caller's transaction: when that is kept, no password and no provider of identities opens these
 * accounts, their sessions and tokens are gone, and live streams end within a second; where it is undone, nothing has
 * happened. It is noted for the audit in the same transaction.
 *
 * <p>A shut account keeps its name and permissions and is opened by hand, by who manages accounts: whoever comes back
 * after years must not find by themselves what was theirs then.
 */
@ProviderType
public interface Locksmith {
    /**
     * Shuts every account of these persons. Where the hub could be administered by nobody any more, or the account is the
     * first administrator's, it stays open, and is told and noted as such: nobody is to be locked out of the hub by a
     * list. To be called at the end of the transaction, and once.
     *
     * @param persons the hub's own ids; whoever has no account, or a shut one, is passed over
     * @param by the login name of who does it; {@code -hub}: the hub by itself
     */
    Shut shut(Connection transaction, Collection<String> persons, String by) throws SQLException;

    /**
     * What was done.
     *
     * @param accounts login names of those that are shut now
     * @param spared login names of those that stay open
     */
    record Shut(List<String> accounts, List<String> spared) {
        public Shut {
            accounts = List.copyOf(accounts);
            spared = List.copyOf(spared);
        }
    }
}
