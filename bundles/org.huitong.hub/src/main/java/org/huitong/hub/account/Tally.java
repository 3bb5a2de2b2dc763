// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.operation.ConnectorBoard;

/** What an account has seen since the hub started. */
public final class Tally {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final LongAdder messages = new LongAdder();
    private final LongAdder again = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder sentAway = new LongAdder();
    private final AtomicReference<Instant> lastCall = new AtomicReference<>();
    private final AtomicReference<Instant> lastMessage = new AtomicReference<>();
    private final AtomicReference<ConnectorBoard.Refused> lastRefusal = new AtomicReference<>();
    private final Delays platform = new Delays();
    private final Delays hub = new Delays();
    private final Delays connector = new Delays();
    private final Delays accepted = new Delays();
    private final Delays turnedDown = new Delays();

    public void called(Instant at) {
        lastCall.set(at);
        accepted.add(at, Duration.ZERO);
    }

    public void refused(Instant at, Reception.Refused refusal) {
        refused.increment();
        // Whoever opens the address in a browser is no platform whose calls are refused.
        if (refusal.refusal() != Refusal.METHOD) {
            turnedDown.add(at, Duration.ZERO);
        }
        lastRefusal.set(new ConnectorBoard.Refused(at, refusal.refusal().word(), refusal.detail()));
    }

    /** Let in as little as any other, and no news of the account: no platform sent it. */
    public void strayed() {
        refused.increment();
    }

    /** A call that was asked to come again: the queue was full, or the connector was away, hung or broke. */
    public void sentAway() {
        sentAway.increment();
    }

    public void stored(int fresh, int brought, Instant receivedAt, Instant now) {
        if (fresh > 0) {
            messages.add(fresh);
            lastMessage.set(now);
        }
        again.add(Math.max(0, brought - fresh));
        hub.add(now, Duration.between(receivedAt, now));
    }

    /** How long the connector had a call in hand, also where it was taken from it. */
    public void read(Instant at, Duration took) {
        connector.add(at, took);
    }

    /** What is older than an hour was fetched or pushed again, and says nothing of how quick the platform is. */
    public void cameFromPlatform(Instant sentAt, Instant receivedAt) {
        Duration took = Duration.between(sentAt, receivedAt);
        if (took.compareTo(LONGEST_DELAY) < 0) {
            platform.add(receivedAt, took);
        }
    }

    /** How long the connector needed for a call in the last ten to twenty minutes; empty where none came. */
    public Optional<ConnectorBoard.Delay> reading(Instant now) {
        return connector.lately(now);
    }

    /** Calls let in during the last ten to twenty minutes. */
    public long acceptedLately(Instant now) {
        return accepted.lately(now).map(ConnectorBoard.Delay::count).orElse(0L);
    }

    /** Calls not let in during that time, but for those of a browser. */
    public long refusedLately(Instant now) {
        return turnedDown.lately(now).map(ConnectorBoard.Delay::count).orElse(0L);
    }

    public long messages() {
        return messages.sum();
    }

    /** Sightings of what was known already. */
    public long seenAgain() {
        return again.sum();
    }

    public long refusals() {
        return refused.sum();
    }

    public long sentAways() {
        return sentAway.sum();
    }

    public Optional<Instant> lastCall() {
        return Optional.ofNullable(lastCall.get());
    }

    public Optional<Instant> lastMessage() {
        return Optional.ofNullable(lastMessage.get());
    }

    public Optional<ConnectorBoard.Refused> lastRefusal() {
        return Optional.ofNullable(lastRefusal.get());
    }

    public Map<String, ConnectorBoard.Delay> delays(Instant now) {
        Map<String, ConnectorBoard.Delay> delays = new TreeMap<>();
        platform.over(now).ifPresent(d -> delays.put("platform", d));
        hub.over(now).ifPresent(d -> delays.put("hub", d));
        return delays;
    }
}
