// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The ways round that a letter takes while its platform cannot send.
 *
 * @param chain names the chain for whom costs are counted together
 * @param ways in the order in which they are tried
 * @param after for how long the platform has to have been unable to send
 * @param budget what a day may cost, in hundredths of the currency; ways that cost nothing are taken beyond it, too
 * @param day when the day began for which that is counted
 */
public record Detour(String chain, List<Way> ways, Duration after, int budget, Instant day) {
    public Detour {
        Objects.requireNonNull(chain);
        ways = List.copyOf(ways);
        Objects.requireNonNull(after);
        Objects.requireNonNull(day);
        if (after.isNegative() || budget < 0) {
            throw new IllegalArgumentException("neither time nor budget is less than nothing");
        }
    }

    /**
     * One way.
     *
     * @param platform its word, such as {@code sms}
     * @param price of a letter, in hundredths of the currency
     */
    public record Way(String platform, int price) {
        public Way {
            Objects.requireNonNull(platform);
            if (price < 0) {
                throw new IllegalArgumentException("a price is not less than nothing");
            }
        }
    }
}
