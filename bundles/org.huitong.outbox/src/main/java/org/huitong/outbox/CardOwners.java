// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.outbox.CardOwner;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Those who do what is pressed on their cards, as they come and go. */
@Component(service = CardOwners.class)
public final class CardOwners {
    private final Map<String, CardOwner> owners = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(CardOwner owner, Map<String, Object> properties) {
        if (properties.get("huitong.cards") instanceof String subject) {
            owners.put(subject, owner);
        }
    }

    /** The one that comes in its place may have come already. */
    void remove(CardOwner owner) {
        owners.values().remove(owner);
    }

    Optional<CardOwner> of(String subject) {
        return Optional.ofNullable(owners.get(subject));
    }
}
