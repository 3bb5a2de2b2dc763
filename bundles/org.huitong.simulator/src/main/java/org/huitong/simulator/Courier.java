// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;

/**
 * Pushes letters when they are due, each platform by its own ladder, and writes down how it went. Holds no thread:
 * somebody calls {@link #turn}. Safe for many threads.
 */
public final class Courier {
    /** Two days: past every platform's patience. */
    private static final Duration YESTERDAY = Duration.ofDays(2);

    private final Map<String, PlatformSide> sides;
    private final Carrier carrier;
    private final Ledger ledger;
    private final InstantSource clock;
    private final RandomGenerator dice;
    private final PriorityQueue<Due> agenda = new PriorityQueue<>(Comparator.comparing(Due::at));
    private volatile Switches switches = Switches.CALM;
    private volatile BiPredicate<String, Instant> isDown = (platform, at) -> false;

    /**
     * @param made pushes before this one
     * @param again true where the letter was acknowledged already
     */
    private record Due(Instant at, Letter letter, int made, boolean again) {}

    public Courier(
            Map<String, PlatformSide> sides,
            Carrier carrier,
            Ledger ledger,
            InstantSource clock,
            RandomGenerator dice) {
        this.sides = Map.copyOf(sides);
        this.carrier = carrier;
        this.ledger = ledger;
        this.clock = clock;
        this.dice = dice;
    }

    void set(Switches newSwitches) {
        this.switches = newSwitches;
    }

    /** Who pushes nothing for now, besides those the switches name. */
    void heed(BiPredicate<String, Instant> down) {
        this.isDown = down;
    }

    public void hand(Letter letter, Instant at) {
        add(new Due(at.plus(switches.delay()), letter, 0, false));
    }

    /** Forgets what is not pushed yet. */
    synchronized void drop() {
        agenda.clear();
    }

    /** When there is something to do again. */
    public synchronized Optional<Instant> next() {
        return Optional.ofNullable(agenda.peek()).map(Due::at);
    }

    /** Pushes what is due. */
    void turn() {
        Instant now = clock.instant();
        for (Due due : due(now)) {
            String platform = due.letter().platform();
            if (switches.down().contains(platform) || isDown.test(platform, now)) {
                add(new Due(now.plusSeconds(1), due.letter(), due.made(), due.again()));
            } else {
                push(due, now);
            }
        }
    }

    private void push(Due due, Instant now) {
        PlatformSide side = sides.get(due.letter().platform());
        if (due.made() > 0) {
            ledger.note(side.platform(), Ledger.Entry.REPEATED);
        }
        carrier.carry(side.post(due.letter(), now), side.ladder().deadline(), reply -> settle(due, side, reply));
        for (int copy = 0; copy < switches.duplicates() && !due.again(); copy++) {
            ledger.note(side.platform(), Ledger.Entry.REPEATED);
            carrier.carry(side.post(due.letter(), now), side.ladder().deadline(), reply -> {});
        }
        if (due.made() == 0 && chance(switches.staleRate())) {
            carrier.carry(
                    side.post(due.letter(), now.minus(YESTERDAY)),
                    side.ladder().deadline(),
                    reply -> ledger.note(
                            side.platform(),
                            reply.status() == 200 ? Ledger.Entry.STALE_LET_IN : Ledger.Entry.STALE_REFUSED));
        }
    }

    private void settle(Due due, PlatformSide side, Reply reply) {
        Outcome outcome = reply.outcome(side.isThanks(due.letter(), reply.status(), reply.body()));
        int made = due.made() + 1;
        Instant now = clock.instant();
        if (outcome == Outcome.ACKNOWLEDGED) {
            if (!due.again()) {
                ledger.note(side.platform(), Ledger.Entry.ACKNOWLEDGED);
                if (chance(switches.repushRate())) {
                    add(new Due(now.plus(side.ladder().steps().get(0)), due.letter(), made, true));
                }
            }
            return;
        }
        ledger.note(
                side.platform(),
                switch (outcome) {
                    case REFUSED -> Ledger.Entry.REFUSED;
                    case LATE -> Ledger.Entry.LATE;
                    default -> Ledger.Entry.UNREACHABLE;
                });
        if (due.again()) {
            return;
        }
        Optional<Duration> wait = side.ladder().again(made, outcome);
        if (wait.isPresent()) {
            add(new Due(now.plus(wait.get()), due.letter(), made, false));
        } else {
            ledger.note(side.platform(), Ledger.Entry.GIVEN_UP);
        }
    }

    private synchronized void add(Due due) {
        agenda.add(due);
    }

    private synchronized List<Due> due(Instant now) {
        List<Due> due = new ArrayList<>();
        while (!agenda.isEmpty() && !agenda.peek().at().isAfter(now)) {
            due.add(agenda.poll());
        }
        return due;
    }

    private boolean chance(int ofHundred) {
        return ofHundred > 0 && dice.nextInt(100) < ofHundred;
    }
}
