// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.huitong.api.connector.Connector;
import org.huitong.api.store.Transactions;
import org.huitong.hub.install.ConfigurationFolder;
import org.huitong.hub.journal.Journal;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts that the hub answers for, on disk: an account is known from the first time its connector came until its
 * configuration is deleted, also while the connector is away.
 */
@Component(service = {AccountBook.class, ConfigurationListener.class})
public final class AccountBook implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);

    private final Transactions transactions;
    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();
    private final List<BiConsumer<AccountName, Boolean>> watchers = new CopyOnWriteArrayList<>();

    @Activate
    public AccountBook(@Reference Journal journal) {
        this.transactions = journal.transactions();
        transactions.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT platform, account, deadline_ms FROM hub_account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AccountName name = new AccountName(row.getString(1), row.getString(2));
                    accounts.put(name, new Account(name, Duration.ofMillis(row.getLong(3))));
                }
            }
            return null;
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConnector(Connector connector, Map<String, Object> properties) {
        Optional<AccountName> name = AccountName.of(properties);
        if (name.isEmpty()) {
            LOG.error(
                    "A connector without platform or account is not asked; it needs @Platform and a factory"
                            + " configuration named <pid>~<account> class={}",
                    connector.getClass());
            return;
        }
        remember(name.get(), AccountName.pid(properties), connector.profile().deadline());
        accounts.computeIfAbsent(
                        name.get(), n -> new Account(n, connector.profile().deadline()))
                .arrives(connector);
        tell(name.get(), true);
        LOG.info("A connector is there connector={}", name.get());
    }

    void removeConnector(Connector connector, Map<String, Object> properties) {
        AccountName.of(properties).map(accounts::get).ifPresent(account -> {
            if (account.leaves(connector)) {
                tell(account.name(), false);
                LOG.info("A connector has left; its calls are held for a moment connector={}", account.name());
            }
        });
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            forget(event.getPid());
        }
    }

    /** An account whose file was taken away while the hub was down went without an event. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addConfigurations(ConfigurationFolder configurations) {
        pids().stream().filter(pid -> !configurations.holds(pid)).forEach(this::forget);
    }

    void removeConfigurations(ConfigurationFolder configurations) {
        // What is known stays known while nobody looks.
    }

    private List<String> pids() {
        return transactions.read(connection -> {
            List<String> pids = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT pid FROM hub_account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pids.add(row.getString(1));
                }
            }
            return pids;
        });
    }

    /** Told of every account whose connector comes (true) or goes (false). */
    public AutoCloseable watch(BiConsumer<AccountName, Boolean> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    public Collection<Account> all() {
        return accounts.values().stream()
                .sorted(Comparator.comparing((Account a) -> a.name().platform())
                        .thenComparing(a -> a.name().account()))
                .toList();
    }

    private void tell(AccountName name, boolean there) {
        watchers.forEach(w -> w.accept(name, there));
    }

    private void remember(AccountName name, String pid, Duration deadline) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE hub_account SET pid = ?, deadline_ms = ? WHERE platform = ? AND account = ?")) {
                update.setString(1, pid);
                update.setLong(2, deadline.toMillis());
                update.setString(3, name.platform());
                update.setString(4, name.account());
                if (update.executeUpdate() > 0) {
                    return null;
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_account (platform, account, pid, deadline_ms) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, name.platform());
                insert.setString(2, name.account());
                insert.setString(3, pid);
                insert.setLong(4, deadline.toMillis());
                insert.executeUpdate();
            }
            return null;
        });
    }

    private void forget(String pid) {
        Optional<AccountName> gone = transactions.write(connection -> {
            Optional<AccountName> name = Optional.empty();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT platform, account FROM hub_account WHERE pid = ?")) {
                select.setString(1, pid);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        name = Optional.of(new AccountName(row.getString(1), row.getString(2)));
                    }
                }
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM hub_account WHERE pid = ?")) {
                delete.setString(1, pid);
                delete.executeUpdate();
            }
            return name;
        });
        gone.ifPresent(name -> {
            accounts.remove(name);
            LOG.info("An account was deleted with its configuration; its messages stay connector={}", name);
        });
    }
}
