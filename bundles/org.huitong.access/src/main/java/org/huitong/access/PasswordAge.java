// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long passwords live, how many of the old ones are not taken again, and when wrong tries shut an account for a
 * while: what companies set that are held to 等保三级 (GB/T 22239-2019, 8.1.4.1: complexity, regular change, handling of
 * failed logins). The first administrator, who breaks the glass, is outside of ageing and lock-out; accounts without a
 * password here are not concerned.
 *
 * @param days after which a password has to be changed; 0: never
 * @param history how many of those before the present one are refused, 0 to {@link #MOST_KEPT}
 * @param attempts wrong tries in a row that shut the account, from wherever they come; 0: none do
 * @param minutes for which it is shut
 */
record PasswordAge(int days, int history, int attempts, int minutes) {
    /** So many old hashes are kept, that history can be raised later. */
    static final int MOST_KEPT = 24;

    private static final int MOST_DAYS = 3_650;
    private static final int LEAST_ATTEMPTS = 3;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int MOST_MINUTES = 24 * 60;

    /** What is written beyond the limits counts as the nearest of them; fewer than three attempts would shut out slips. */
    PasswordAge {
        days = within(days, 0, MOST_DAYS);
        history = within(history, 0, MOST_KEPT);
        attempts = attempts <= 0 ? 0 : within(attempts, LEAST_ATTEMPTS, MOST_ATTEMPTS);
        minutes = within(minutes, 1, MOST_MINUTES);
    }

    private static int within(int is, int least, int most) {
        return Math.max(least, Math.min(most, is));
    }

    boolean locks() {
        return attempts > 0;
    }

    Duration lockedFor() {
        return Duration.ofMinutes(minutes);
    }

    /** When the account's password has to be changed; empty: not by its age. */
    Optional<Instant> ends(Account account) {
        return days == 0 || !account.hasPassword() || account.name().equals(FirstAdmin.NAME)
                ? Optional.empty()
                : Optional.of(account.passwordAt().plus(Duration.ofDays(days)));
    }

    boolean isOver(Account account, Instant now) {
        return ends(account).filter(end -> !end.isAfter(now)).isPresent();
    }
}
