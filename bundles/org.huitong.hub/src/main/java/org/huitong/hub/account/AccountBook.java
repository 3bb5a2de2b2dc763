// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Connectors;
import org.huitong.api.operation.Configurations;
import org.huitong.api.operation.Objection;
import org.huitong.api.text.LocalText;
import org.huitong.hub.journal.Journal;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
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
 * configuration is deleted, also while the connector is away. Where two connectors want one account, the one that serves
 * it stays, and the other one waits for it to leave.
 */
@Component(service = {AccountBook.class, Connectors.class, ConfigurationListener.class, Objection.class})
public final class AccountBook implements Connectors, ConfigurationListener, Objection {
    private static final Logger LOG = LoggerFactory.getLogger(AccountBook.class);

    private final Register register;
    private final Map<AccountName, ConnectedAccount> accounts = new ConcurrentHashMap<>();
    private final Map<Connector, Plug> plugs = Collections.synchronizedMap(new IdentityHashMap<>());
    private final List<BiConsumer<AccountName, Boolean>> watchers = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ConfigurationAdmin admin;

    private volatile Configurations folder;

    @Activate
    public AccountBook(@Reference Journal journal) {
        this.register = new Register(journal.transactions());
        register.entries().forEach(e -> accounts.put(e.name(), new ConnectedAccount(e.name(), e.deadline())));
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
        ConnectedAccount account = accounts.computeIfAbsent(
                name.get(), n -> new ConnectedAccount(n, connector.profile().deadline()));
        plugs.put(connector, new Plug(connector, properties));
        if (account.arrives(connector)) {
            isThere(account, connector);
        } else {
            LOG.warn(
                    "{} connector={} bundle={}",
                    rivalry(account).map(LocalText::en).orElse("Two connectors want one account."),
                    name.get(),
                    bundleName(connector));
        }
    }

    private void isThere(ConnectedAccount account, Connector connector) {
        tell(account.name(), true);
        LOG.info("A connector is there connector={}", account.name());
        Plug plug = plugs.get(connector);
        if (plug != null) {
            Register.Entry entry =
                    new Register.Entry(account.name(), AccountName.pid(plug.properties()), account.deadline());
            register.then(() -> register.write(entry));
        }
    }

    void removeConnector(Connector connector, Map<String, Object> properties) {
        AccountName.of(properties).map(accounts::get).ifPresent(account -> {
            ConnectedAccount.Leaving leaving = account.leaves(connector);
            if (leaving instanceof ConnectedAccount.Leaving.Away) {
                tell(account.name(), false);
                LOG.info("A connector has left; its calls are held for a moment connector={}", account.name());
            } else if (leaving instanceof ConnectedAccount.Leaving.Succeeded succeeded) {
                LOG.info(
                        "A connector has left and another one has taken its account over connector={} bundle={}",
                        account.name(),
                        bundleName(succeeded.by()));
                isThere(account, succeeded.by());
            }
        });
        plugs.remove(connector);
    }

    /** Two connectors for one account: who serves it, and who waits; empty where there is but one. */
    public Optional<LocalText> rivalry(ConnectedAccount account) {
        List<Connector> rivals = account.rivals();
        Optional<Connector> inCharge = account.connector();
        if (rivals.isEmpty() || inCharge.isEmpty()) {
            return Optional.empty();
        }
        String serves = bundleName(inCharge.get());
        String waits = rivals.stream().map(AccountBook::bundleName).collect(Collectors.joining(", "));
        return Optional.of(LocalText.of(
                "账号 " + account.name() + " 有不止一个连接器：" + serves + " 在工作，" + waits + " 在等候，请移除多余的一个",
                "more than one connector wants the account " + account.name() + ": " + serves + " serves it, " + waits
                        + " waits. Remove one of them"));
    }

    @Override
    public Optional<Said> to(long bundle) {
        return accounts.values().stream()
                .filter(account -> account.rivals().stream()
                        .anyMatch(rival ->
                                plugs.containsKey(rival) && plugs.get(rival).isOf(bundle)))
                .findFirst()
                .flatMap(this::rivalry)
                .map(words -> new Said(false, words));
    }

    private static String bundleName(Connector connector) {
        Bundle bundle = FrameworkUtil.getBundle(connector.getClass());
        return bundle == null ? connector.getClass().getName() : bundle.getSymbolicName();
    }

    /** A connector and what its service says. */
    private record Plug(Connector connector, Map<String, Object> properties) {
        boolean isOf(long bundle) {
            return Long.valueOf(bundle).equals(properties.get(Constants.SERVICE_BUNDLEID));
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            gone(event.getPid());
        }
    }

    /** A configuration is not there any more: its account goes with it, unless it is there after all or only paused. */
    public void gone(String pid) {
        register.then(() -> forgetUnless(pid, isConfigured(pid)));
    }

    /** The accounts that somebody has paused, so that their connectors are away on purpose: asked of the disk. */
    public Set<AccountName> paused() {
        Configurations there = folder;
        return there == null
                ? Set.of()
                : register.entries().stream()
                        .filter(entry -> there.isLaidAside(entry.pid()))
                        .map(Register.Entry::name)
                        .collect(Collectors.toSet());
    }

    /** The configuration under which it was seen last; its name need not tell the platform. */
    public Optional<String> pid(AccountName name) {
        return register.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .map(Register.Entry::pid)
                .findFirst();
    }

    /** An account whose file was taken away while the hub was down went without an event. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void addConfigurations(Configurations configurations) {
        folder = configurations;
        register.then(() -> register.entries().stream()
                .map(Register.Entry::pid)
                .forEach(pid -> forgetUnless(pid, configurations.holds(pid))));
    }

    void removeConfigurations(Configurations configurations) {
        // What is known stays known while nobody looks.
        if (folder == configurations) {
            folder = null;
        }
    }

    /** Told of every account whose connector comes (true) or goes (false). */
    public AutoCloseable watch(BiConsumer<AccountName, Boolean> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public Optional<Connector> of(String platform, String account) {
        return find(new AccountName(platform, account)).flatMap(ConnectedAccount::connector);
    }

    public Optional<ConnectedAccount> find(AccountName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    public Collection<ConnectedAccount> all() {
        return accounts.values().stream()
                .sorted(Comparator.comparing((ConnectedAccount a) -> a.name().platform())
                        .thenComparing(a -> a.name().account()))
                .toList();
    }

    private void tell(AccountName name, boolean there) {
        watchers.forEach(w -> w.accept(name, there));
    }

    /** One that was deleted and made again at once is there, whatever the event said. */
    private boolean isConfigured(String pid) {
        Configurations files = folder;
        if (files != null && files.isLaidAside(pid)) {
            return true;
        }
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
            register.strike(pid, name -> isServedUnderAnotherPid(name, pid)).ifPresent(name -> {
                if (isServedUnderAnotherPid(name, pid)) {
                    accounts.get(name).connector().ifPresent(connector -> isThere(accounts.get(name), connector));
                    return;
                }
                accounts.remove(name);
                LOG.info("An account was deleted with its configuration; its messages stay connector={}", name);
            });
        }
    }

    private boolean isServedUnderAnotherPid(AccountName name, String pid) {
        return Optional.ofNullable(accounts.get(name))
                .flatMap(ConnectedAccount::connector)
                .map(plugs::get)
                .filter(plug -> !AccountName.pid(plug.properties()).equals(pid))
                .isPresent();
    }
}
