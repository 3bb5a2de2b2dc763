// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Abilities.Quota;
import org.huitong.api.connector.Step;

/**
 * Keeps one account below what its platform allows. A platform counts within a window that slides, so this does too: at
 * no moment were there more than allowed within the time before it, which a bucket that is filled evenly cannot promise.
 */
final class Allowance {
    private static final int MOST_LANES = 5_000;

    private final List<Instant> account = new ArrayList<>();
    private final Map<String, List<Instant>> lanes = new HashMap<>();

    /** @param sent what went out before this began, the oldest first */
    Allowance(List<Instant> sent) {
        account.addAll(sent);
    }

    /** Takes a place for a letter of this lane; otherwise the moment from which there is one. */
    synchronized Optional<Instant> take(List<Quota> quotas, String lane, Instant now) {
        List<Instant> own = lanes.getOrDefault(lane, List.of());
        Instant room =
                later(room(account, quotas, Step.Hold.ACCOUNT, 0, now), room(own, quotas, Step.Hold.RECIPIENT, 0, now));
        if (room.isAfter(now)) {
            return Optional.of(room);
        }
        Instant forgotten = now.minus(longest(quotas));
        forget(account, forgotten);
        account.add(now);
        if (lanes.size() >= MOST_LANES) {
            lanes.values().forEach(l -> forget(l, forgotten));
            lanes.values().removeIf(List::isEmpty);
        }
        List<Instant> moments = lanes.computeIfAbsent(lane, l -> new ArrayList<>());
        forget(moments, forgotten);
        moments.add(now);
        return Optional.empty();
    }

    /** When the account has room again. */
    synchronized Instant room(List<Quota> quotas, Instant now) {
        return room(account, quotas, Step.Hold.ACCOUNT, 0, now);
    }

    /** When there will be room for one that has so many before it. */
    synchronized Instant estimate(List<Quota> quotas, long before, Instant now) {
        return room(account, quotas, Step.Hold.ACCOUNT, before, now);
    }

    /** How many of one quota are left now. */
    synchronized int left(Quota quota, Instant now) {
        Instant since = now.minus(quota.within());
        return (int) Math.max(
                0, quota.most() - account.stream().filter(m -> m.isAfter(since)).count());
    }

    private static Instant room(List<Instant> sent, List<Quota> quotas, Step.Hold hold, long before, Instant now) {
        Instant room = now;
        for (Quota quota : quotas) {
            if (quota.hold() == hold) {
                room = later(room, room(sent, quota, before, now));
            }
        }
        return room;
    }

    private static Instant room(List<Instant> sent, Quota quota, long before, Instant now) {
        Instant since = now.minus(quota.within());
        int first = 0;
        while (first < sent.size() && !sent.get(first).isAfter(since)) {
            first++;
        }
        // Each goes one window after the one that stands a whole quota before it.
        long within = sent.size() - first;
        long windows = before / quota.most() + 1;
        long leader = within + before - windows * quota.most();
        return leader < 0
                ? now.plus(quota.within().multipliedBy(windows - 1))
                : sent.get(first + (int) leader).plus(quota.within().multipliedBy(windows));
    }

    private static void forget(List<Instant> sent, Instant until) {
        int old = 0;
        while (old < sent.size() && !sent.get(old).isAfter(until)) {
            old++;
        }
        sent.subList(0, old).clear();
    }

    static Duration longest(List<Quota> quotas) {
        return quotas.stream().map(Quota::within).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
