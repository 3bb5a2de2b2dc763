// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.time.Instant;
import java.util.List;

/**
 * One time that a recurring task came up.
 *
 * @param missed the hub was away until it was over, so nobody was asked
 */
record Round(String routine, Instant opens, Instant due, boolean missed, List<Share> shares) {
    Round {
        shares = List.copyOf(shares);
    }

    static Round missed(String routine, Occasion occasion) {
        return new Round(routine, occasion.opens(), occasion.due(), true, List.of());
    }
}
