// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.simulator.Carrier;
import org.huitong.simulator.Courier;
import org.huitong.simulator.Ledger;
import org.huitong.simulator.Letter;
import org.huitong.simulator.Outcome;
import org.huitong.simulator.PlatformSide;

/**
 * Tells the hub letters that are no news, a few at a time and the next when one is thanked for: a hub that has just started
 * is not buried under them. What is not thanked for goes the courier's way. Turned by one thread.
 */
public final class Telling {
    /** While nothing else is said. */
    private static final int MANY = 12;
    /** Beside the day, where people look on. */
    private static final int FEW = 1;

    private final Queue<Letter> waiting;
    private final Map<String, PlatformSide> sides;
    private final Carrier carrier;
    private final Courier courier;
    private final Ledger ledger;
    private final InstantSource clock;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param letters in the order in which they are told */
    public Telling(
            List<Letter> letters,
            Map<String, PlatformSide> sides,
            Carrier carrier,
            Courier courier,
            Ledger ledger,
            InstantSource clock) {
        this.waiting = new ArrayDeque<>(letters);
        this.sides = Map.copyOf(sides);
        this.carrier = carrier;
        this.courier = courier;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Whether the hub has heard all of it, or will by the courier. */
    public boolean isOver() {
        return waiting.isEmpty() && underWay.get() == 0;
    }

    /** @param alone whether nothing else is said meanwhile */
    public void turn(boolean alone) {
        int most = alone ? MANY : FEW;
        while (!waiting.isEmpty() && underWay.get() < most) {
            Letter letter = waiting.remove();
            PlatformSide side = sides.get(letter.platform());
            underWay.incrementAndGet();
            Instant now = clock.instant();
            carrier.carry(side.post(letter, now), side.ladder().deadline(), reply -> {
                underWay.decrementAndGet();
                if (reply.outcome(side.isThanks(letter, reply.status(), reply.body())) == Outcome.ACKNOWLEDGED) {
                    ledger.note(side.platform(), Ledger.Entry.ACKNOWLEDGED);
                } else {
                    Duration rest = side.ladder().steps().get(0);
                    courier.hand(letter, clock.instant().plus(rest));
                }
            });
        }
    }
}
