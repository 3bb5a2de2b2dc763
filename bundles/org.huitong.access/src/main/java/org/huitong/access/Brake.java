// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes guessing slow, and never locks anybody out for good. Each wrong try beyond the free ones doubles the pause, up
 * to a limit, on three keys: account and address together, the account from anywhere, the address for any account. For
 * an account that has logged in from an address before, only the first counts there: so nobody can shut out another by
 * guessing from elsewhere, nor by guessing at others from the same address.
 *
 * <p>Where the company has it set so, wrong tries in a row, from wherever they come, lock an account for some minutes
 * besides: everybody who has a password here, but the first administrator. Who comes by the directory or a platform is
 * under the rules of that, and a name that nobody has here may be one of the directory's; so a lock tells that a name
 * has a password here, which docs/it.md says.
 */
final class Brake {
    private static final int REMEMBERED = 20_000;
    private static final Duration ODD = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Rule PAIR = new Rule(5, Duration.ofMinutes(15));
    private static final Rule ACCOUNT = new Rule(10, Duration.ofSeconds(30));
    private static final Rule ADDRESS = new Rule(30, Duration.ofSeconds(60));
    private final InstantSource clock;
    private final Map<String, Tries> tries = forgetful();
    private final Map<String, Boolean> familiar = forgetful();
    private final Map<String, Instant> odd = forgetful();
    private final Map<String, Tries> inARow = forgetful();
    private final Supplier<PasswordAge> age;
    private final Predicate<String> hasPassword;

    /** @param hasPassword whether an account of this name has a password here; asked without a lock of its own */
    Brake(InstantSource clock, Supplier<PasswordAge> age, Predicate<String> hasPassword) {
        this.clock = clock;
        this.age = age;
        this.hasPassword = hasPassword;
    }

    /**
     * Counts a try as a wrong one until {@link #succeeded} says otherwise; so many at once gain nothing.
     *
     * @return the seconds to wait; 0: go on
     */
    synchronized long enter(String account, String remote) {
        String address = network(remote);
        Instant now = clock.instant();
        boolean known = familiar.containsKey(pair(account, address));
        Instant strange =
                known ? Instant.MIN : later(until("r " + address, ADDRESS, now), until("a " + account, ACCOUNT, now));
        Instant until = later(later(until(pair(account, address), PAIR, now), strange), lockedUntil(account, now));
        if (until.isAfter(now)) {
            return Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        }
        count(pair(account, address), now);
        count("r " + address, now);
        count("a " + account, now);
        if (hasPassword.test(account)) {
            countInARow(account, now);
        }
        return 0;
    }

    private void countInARow(String account, Instant now) {
        // What a lock that is over had counted begins anew.
        inARow.merge(
                account,
                new Tries(1, now),
                (was, one) -> was.last().plus(lockMemory()).isBefore(now)
                                || was.count() >= age.get().attempts()
                        ? one
                        : new Tries(was.count() + 1, now));
    }

    private Instant lockedUntil(String account, Instant now) {
        return isLocked(account) ? inARow.get(account).last().plus(age.get().lockedFor()) : Instant.MIN;
    }

    /** Once it is, nobody comes so far as to give a wrong password. */
    synchronized boolean isLocked(String account) {
        PasswordAge set = age.get();
        Tries was = inARow.get(account);
        return set.locks()
                && was != null
                && was.count() >= set.attempts()
                && !account.equals(FirstAdmin.NAME)
                && hasPassword.test(account);
    }

    private Duration lockMemory() {
        Duration lock = age.get().lockedFor();
        return lock.compareTo(MEMORY) > 0 ? lock : MEMORY;
    }

    /** Its way in was made anew. */
    synchronized void unlock(String account) {
        inARow.remove(account);
    }

    /** Whether this address has tried nothing odd for a minute: what costs nothing to refuse must not fill the log. */
    synchronized boolean isNews(String remote) {
        Instant now = clock.instant();
        Instant before = odd.get(network(remote));
        if (before != null && before.plus(ODD).isAfter(now)) {
            return false;
        }
        odd.put(network(remote), now);
        return true;
    }

    synchronized void succeeded(String account, String remote) {
        String address = network(remote);
        tries.remove(pair(account, address));
        tries.remove("a " + account);
        inARow.remove(account);
        // Only this try is taken back: a valid login must not wash an address clean for guessing at others.
        tries.computeIfPresent("r " + address, (key, was) -> new Tries(was.count() - 1, was.last()));
        familiar.put(pair(account, address), true);
    }

    private Instant until(String key, Rule rule, Instant now) {
        Tries was = tries.get(key);
        if (was == null || was.last().plus(MEMORY).isBefore(now)) {
            return Instant.MIN;
        }
        int over = was.count() - rule.free();
        if (over < 0) {
            return Instant.MIN;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(over, 20));
        return was.last().plus(pause.compareTo(rule.longest()) < 0 ? pause : rule.longest());
    }

    private void count(String key, Instant now) {
        tries.merge(
                key,
                new Tries(1, now),
                (was, one) -> was.last().plus(MEMORY).isBefore(now) ? one : new Tries(was.count() + 1, now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String pair(String account, String address) {
        return "p " + account + " " + address;
    }

    /** One household has a whole /64 of IPv6 addresses. */
    static String network(String remote) {
        int colons = 0;
        for (int i = 0; i < remote.length(); i++) {
            if (remote.charAt(i) == ':' && ++colons == 4) {
                return remote.substring(0, i);
            }
        }
        return remote;
    }

    private static <V> Map<String, V> forgetful() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private record Tries(int count, Instant last) {}

    private record Rule(int free, Duration longest) {}
}
