// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Keys;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Places;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * By whose hand those who approve came to their place. Who writes people and accounts could choose, or make, the people
 * who agree with them; whom they have put there lately does not count for what they ask. Safe for many threads.
 */
@Component(service = Hands.class)
public final class Hands {
    /** Longer than anybody plans such a thing; short enough that who was placed in good faith counts again. */
    private static final Duration LATELY = Duration.ofDays(90);

    private final Places places;
    private final Keys keys;
    private final Clock clock;

    @Activate
    public Hands(@Reference Places places, @Reference Keys keys, @Reference Clock clock) {
        this.places = places;
        this.keys = keys;
        this.clock = clock;
    }

    /** To whom who asked has given a place or an account. */
    Set<String> placed(Matter matter) {
        Asker asker = new Asker(matter.account(), matter.account(), matter.maker());
        Instant since = clock.instant().minus(LATELY);
        Set<String> placed = new HashSet<>(places.givenBy(asker, since));
        placed.addAll(keys.givenBy(asker, since));
        return placed;
    }

    /** Whether the account by which somebody decides came into being after it was asked for. */
    boolean isMadeFor(Approval approval, Asker by) {
        return keys.isMadeSince(by.account(), approval.madeAt());
    }
}
