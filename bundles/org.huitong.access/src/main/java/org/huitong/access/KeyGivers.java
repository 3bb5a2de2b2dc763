// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells others by whose hand people came to their accounts. */
@Component
public final class KeyGivers implements Keys {
    private final Desk desk;

    @Activate
    public KeyGivers(@Reference Desk desk) {
        this.desk = desk;
    }

    @Override
    public Set<String> givenBy(Asker giver, Instant since) {
        return desk.keys()
                .since(since)
                .filter(key -> key.isBy(giver))
                .map(KeyGiven::person)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isMadeSince(String account, Instant since) {
        return desk.keys()
                .since(since)
                .anyMatch(key -> key.made() && key.account().equals(account));
    }
}
