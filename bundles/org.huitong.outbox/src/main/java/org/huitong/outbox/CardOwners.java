// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.clock.Clock;
import org.huitong.api.outbox.CardOwner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Those who do what is pressed on their cards, as they come and go. */
@Component(service = CardOwners.class)
public final class CardOwners {
    /** How long one that comes at the hub's start, or anew, may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, CardOwner> owners = new ConcurrentHashMap<>();
    private final Map<String, Instant> gone = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Instant since;

    @Activate
    public CardOwners(@Reference Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(CardOwner owner, Map<String, Object> properties) {
        if (properties.get("huitong.cards") instanceof String subject) {
            owners.put(subject, owner);
        }
    }

    /** The one that comes in its place may have come already. */
    void remove(CardOwner owner, Map<String, Object> properties) {
        if (properties.get("huitong.cards") instanceof String subject && owners.remove(subject, owner)) {
            gone.put(subject, clock.instant());
        }
    }

    Optional<CardOwner> of(String subject) {
        return Optional.ofNullable(owners.get(subject));
    }

    /** Whether one that is not there may still come: it is not long ago that the hub began, or that it went. */
    boolean awaits(String subject) {
        return !owners.containsKey(subject)
                && clock.instant().isBefore(gone.getOrDefault(subject, since).plus(PATIENCE));
    }
}
