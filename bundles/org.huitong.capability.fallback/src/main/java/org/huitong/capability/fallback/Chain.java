// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.huitong.api.outbox.Detour.Way;

/**
 * By which ways people are told while a platform cannot send.
 *
 * @param id 0 as long as it is not saved
 * @param version of the set in which it became what it is now
 * @param urgent whether it is for urgent letters alone, else for all
 * @param company whose people it is for, with those of the companies below it; empty: everybody
 * @param ways the first one that reaches somebody and is open is taken
 * @param after for how long the platform has to have been unable to send
 * @param budget what a day may cost, in hundredths of the currency
 */
record Chain(
        long id,
        int version,
        String name,
        boolean urgent,
        Optional<String> company,
        List<Way> ways,
        Duration after,
        int budget,
        boolean on) {
    Chain {
        Objects.requireNonNull(name);
        Objects.requireNonNull(company);
        ways = List.copyOf(ways);
        Objects.requireNonNull(after);
    }

    Chain as(long otherId, int otherVersion) {
        return new Chain(otherId, otherVersion, name, urgent, company, ways, after, budget, on);
    }

    /**
     * @param letterUrgent whether the letter is
     * @param isTheirs whether the person is of that company, or of one below it
     */
    boolean fits(boolean letterUrgent, Predicate<String> isTheirs) {
        return on
                && (letterUrgent || !urgent)
                && company.filter(isTheirs.negate()).isEmpty();
    }
}
