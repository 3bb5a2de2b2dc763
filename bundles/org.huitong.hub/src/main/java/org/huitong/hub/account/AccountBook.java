// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.huitong.api.connector.Connector;
import org.huitong.hub.install.ConfigurationFolder;
import org.huitong.hub.journal.Journal;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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

    private final Register register;
    private final Map<AccountName, Account> accounts = new ConcurrentHashMap<>();
    private final List<BiConsumer<AccountName, Boolean>> watchers = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConfigurationAdmin admin;

    @Activate
    public AccountBook(@Reference Journal journal) {
        this.register = new Register(journal.transactions());
        register.entries().forEach(e -> accounts.put(e.name(), new Account(e.name(), e.deadline())));
    }

    @Deactivate
    public void close() {
        register.close();
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
        if (!name.get().fits()) {
            LOG.error(
                    "A connector is not asked, for its account has no room in the log: {} characters are the most for"
                            + " the platform and {} for what follows ~ in the configuration's name connector={}",
                    AccountName.LONGEST_PLATFORM,
                    AccountName.LONGEST_ACCOUNT,
                    name.get());
            return;
        }
        // First, and whatever the database says: a connector that is there must be asked.
        accounts.computeIfAbsent(
                        name.get(), n -> new Account(n, connector.profile().deadline()))
                .arrives(connector);
        tell(name.get(), true);
        LOG.info("A connector is there connector={}", name.get());
        Register.Entry entry = new Register.Entry(
                name.get(), AccountName.pid(properties), connector.profile().deadline());
        register.then(() -> register.write(entry));
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
            register.then(() -> forgetUnless(event.getPid(), isConfigured(event.getPid())));
        }
    }

    /** An account whose file was taken away while the hub was down went without an event. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addConfigurations(ConfigurationFolder configurations) {
        register.then(() -> register.entries().stream()
                .map(Register.Entry::pid)
                .forEach(pid -> forgetUnless(pid, configurations.holds(pid))));
    }

    void removeConfigurations(ConfigurationFolder configurations) {
        // What is known stays known while nobody looks.
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

    /** One that was deleted and made again at once is there, whatever the event said. */
    private boolean isConfigured(String pid) {
        ConfigurationAdmin there = admin;
        try {
            Configuration[] all = there == null ? null : there.listConfigurations(null);
            return all != null && Arrays.stream(all).anyMatch(c -> c.getPid().equals(pid));
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configurations cannot be listed", e);
        }
    }

    private void forgetUnless(String pid, boolean configured) {
        if (!configured) {
            register.strike(pid).ifPresent(name -> {
                accounts.remove(name);
                LOG.info("An account was deleted with its configuration; its messages stay connector={}", name);
            });
        }
    }
}
