// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Consents;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.text.LocalText;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors that can send now. Whoever needs one asks at each step, so that none is held on to. */
@Component(service = Senders.class)
public final class Senders {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);
    private static final Abilities BROKEN = new Abilities(
            Set.of(),
            Set.of(),
            new Abilities.Length(Abilities.Unit.BYTES, 0),
            new Abilities.Length(Abilities.Unit.BYTES, 0),
            Optional.empty(),
            false,
            List.of(),
            Optional.of(LocalText.of(
                    "连接器无法说明能发送什么，请联系它的开发者；原因见日志",
                    "its connector cannot say what it can send: tell its developer; the log says why")));

    private final Map<AccountName, List<MessageSender>> senders = new ConcurrentHashMap<>();
    /** Those that send nothing and are asked for other things all the same. */
    private final Map<AccountName, List<Connector>> askedOnly = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSender(MessageSender sender, Map<String, Object> properties) {
        AccountName.of(properties).ifPresent(name -> senders.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>())
                .add(sender));
    }

    void removeSender(MessageSender sender) {
        senders.values().forEach(list -> list.remove(sender));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConsents(Consents consents, Map<String, Object> properties) {
        AccountName.of(properties).ifPresent(name -> askedOnly
                .computeIfAbsent(name, n -> new CopyOnWriteArrayList<>())
                .add(consents));
    }

    void removeConsents(Consents consents) {
        askedOnly.values().forEach(list -> list.remove(consents));
    }

    /** Whoever says the steps of a question to this account. */
    Optional<Connector> asked(AccountName account) {
        return of(account).<Connector>map(sender -> sender).or(() -> askedOnly.getOrDefault(account, List.of()).stream()
                .findFirst());
    }

    /** Of two for one account, as while one is exchanged, the one that was there first. */
    Optional<MessageSender> of(AccountName account) {
        return senders.getOrDefault(account, List.of()).stream().findFirst();
    }

    /**
     * What an account can send now; empty while its connector is away. A connector that breaks on the question is its own
     * account's problem and nobody else's.
     */
    Optional<Abilities> abilities(AccountName account) {
        return of(account).map(sender -> {
            try {
                return sender.abilities();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "A connector cannot say what it can send connector={} exception={}",
                        account,
                        e.getClass().getName());
                return BROKEN;
            }
        });
    }

    /** What people call the account's platform; its word while its connector is away. */
    LocalText name(AccountName account) {
        return of(account)
                .map(sender -> sender.profile().name())
                .orElse(LocalText.of(account.platform(), account.platform()));
    }

    /** The accounts whose connector breaks as it is asked. */
    List<AccountName> broken() {
        return accounts().stream()
                .filter(account -> abilities(account).filter(BROKEN::equals).isPresent())
                .toList();
    }

    /** Every account that ever came since this began, also those that are away. */
    Set<AccountName> accounts() {
        return Set.copyOf(senders.keySet());
    }
}
