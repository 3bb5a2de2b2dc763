// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.connector.MessageSender;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The connectors that can send now. Whoever needs one asks at each step, so that none is held on to. */
@Component(service = Senders.class)
public final class Senders {
    private final Map<AccountName, List<MessageSender>> senders = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSender(MessageSender sender, Map<String, Object> properties) {
        AccountName.of(properties).ifPresent(name -> senders.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>())
                .add(sender));
    }

    void removeSender(MessageSender sender) {
        senders.values().forEach(list -> list.remove(sender));
    }

    /** Of two for one account, as while one is exchanged, the one that was there first. */
    Optional<MessageSender> of(AccountName account) {
        return senders.getOrDefault(account, List.of()).stream().findFirst();
    }

    /** Every account that ever came since this began, also those that are away. */
    Set<AccountName> accounts() {
        return Set.copyOf(senders.keySet());
    }
}
