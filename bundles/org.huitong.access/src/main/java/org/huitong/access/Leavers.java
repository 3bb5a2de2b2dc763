// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.huitong.api.access.Locksmith;
import org.huitong.api.audit.Deed.Doer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shuts the accounts of who has left. The tables are changed in the transaction that makes them leave, memory once it is
 * kept, so that nobody is shut out by what never happened.
 *
 * <p>The lock of the accounts is not taken in that transaction: whoever holds it may be waiting for a row of it.
 */
@Component
public final class Leavers implements Locksmith {
    private static final Logger LOG = LoggerFactory.getLogger(Leavers.class);
    private final Desk desk;

    @Activate
    public Leavers(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public Shut shut(Connection transaction, Collection<String> persons, String by) throws SQLException {
        List<Account> leaving = desk.accounts().of(Set.copyOf(persons)).stream()
                .filter(Account::isOpen)
                .toList();
        Doer doer = desk.accounts().find(by).map(Deeds::doer).orElse(Doer.HUB);
        Instant now = desk.now();
        Set<String> gone = new HashSet<>();
        List<String> shut = new ArrayList<>();
        List<String> spared = new ArrayList<>();
        for (Account account : leaving) {
            if (isNeeded(account, gone)) {
                spared.add(account.name());
                desk.shelf().note(transaction, Deeds.spared(doer, account));
                LOG.error(
                        "Somebody has left whose account the hub cannot do without; it stays open until another"
                                + " administrator takes over, account={}",
                        account.name());
            } else {
                gone.add(account.name());
                shut.add(account.name());
                desk.shelf().shut(transaction, account, now, Deeds.shut(doer, account));
            }
        }
        desk.shelf().whenKept(transaction, () -> leaving.stream()
                .filter(account -> gone.contains(account.name()))
                .forEach(account -> shut(account, now, by)));
        return new Shut(shut, spared);
    }

    private void shut(Account account, Instant at, String by) {
        desk.accounts().shut(account, at);
        LOG.info("Somebody has left, and the account is shut, account={} by={}", account.name(), by);
    }

    /** The first of all is the way in when nothing else is left. */
    private boolean isNeeded(Account account, Set<String> gone) {
        Set<String> without = new HashSet<>(gone);
        without.add(account.name());
        return account.name().equals(FirstAdmin.NAME)
                || account.administers() && !desk.accounts().anybodyBut(without, Account::administers)
                || account.secures() && !desk.accounts().anybodyBut(without, Account::secures);
    }
}
