// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Sign;
import org.huitong.api.operation.ConnectorBoard.Standing;

/**
 * What one account sees, as far as it is known.
 *
 * @param sights empty while its connector is away: then nobody says what it sees
 */
record AccountOutlook(Standing standing, List<Outlook> sights) {
    static AccountOutlook of(Standing standing, Map<Sign, Seen> came, Instant now) {
        return new AccountOutlook(
                standing,
                standing.profile().map(Profile::sights).orElse(List.of()).stream()
                        .map(sight -> Outlook.of(sight, came, now))
                        .toList());
    }

    long count(Outlook.Light light) {
        return sights.stream().filter(sight -> sight.light() == light).count();
    }
}
