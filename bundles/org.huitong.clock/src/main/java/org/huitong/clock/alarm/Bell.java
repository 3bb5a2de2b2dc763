// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarm.After;
import org.huitong.api.clock.Alarm.Ring;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the alarms of one name, one after the other.
 *
 * <p>Why each rings once: whoever rings changes the row first and holds it until the transaction ends. Ends it well, the
 * row says that this moment has rung, and the effect is kept with it; ends it otherwise, by a throw or by a crash, the row
 * and the effect are as they were. A second node, or a second look, waits at the row and finds it rung. The clock has no
 * part in it but for <em>when</em>: one that goes back makes what has rung no younger.
 */
final class Bell {
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int AT_A_LOOK = 100;

    private final String name;
    private final Alarm alarm;
    private final AlarmBook book;
    private final InstantSource clock;
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private volatile boolean gone;

    Bell(String name, Alarm alarm, AlarmBook book, InstantSource clock) {
        this.name = name;
        this.alarm = alarm;
        this.book = book;
        this.clock = clock;
    }

    /** Rings what is due now. @return true where there may be more */
    boolean ringAll() {
        var keys = book.ripe(name, clock.instant(), AT_A_LOOK);
        int failed = 0;
        for (String key : keys) {
            if (gone) {
                return false;
            }
            failed += ring(key) ? 0 : 1;
        }
        if (!keys.isEmpty() && failed == 0) {
            trouble.set(null);
        }
        return keys.size() == AT_A_LOOK;
    }

    private boolean ring(String key) {
        AtomicReference<Instant> seen = new AtomicReference<>();
        Alarm prepared = prepared(key);
        try {
            book.transactions().write(connection -> {
                Instant now = clock.instant();
                Optional<Instant> due = book.take(connection, name, key, now);
                if (due.isPresent()) {
                    seen.set(due.get());
                    After after = prepared.ring(connection, new Ring(key, due.get(), now));
                    book.rang(connection, name, key, due.get());
                    if (after instanceof After.Again again) {
                        book.set(connection, name, key, later(again.at(), due.get()));
                    }
                }
                return null;
            });
            return true;
        } catch (RuntimeException | LinkageError e) {
            note(key, seen.get(), e);
            return false;
        }
    }

    /** That it fails is told where its row is held, so that it waits as after any other failure. */
    private Alarm prepared(String key) {
        try {
            return alarm.prepare(key);
        } catch (RuntimeException | LinkageError e) {
            return (transaction, ring) -> {
                throw new IllegalStateException("what was to be known before it rings could not be", e);
            };
        }
    }

    private static Instant later(Instant at, Instant due) {
        if (at.toEpochMilli() <= due.toEpochMilli()) {
            throw new IllegalStateException("an alarm rings again behind the moment that has rung");
        }
        return at;
    }

    private void note(String key, Instant dueOrNull, Throwable failure) {
        if (dueOrNull == null) {
            // The database is away, or another node was faster: the next look tells.
            LOG.warn("An alarm could not be looked at, alarm={}", name, Unquoted.of(failure));
            return;
        }
        try {
            int tries = book.postpone(name, key, dueOrNull, n -> clock.instant().plus(pause(n)));
            trouble.set(Unquoted.reason(failure));
            LOG.warn(
                    "An alarm failed and rings again in a while, alarm={} tries={}", name, tries, Unquoted.of(failure));
        } catch (RuntimeException e) {
            LOG.warn("An alarm failed, and that could not be kept, alarm={}", name, Unquoted.of(e));
        }
    }

    static Duration pause(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** What was wrong when it rang last. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** No further alarm begins to ring. */
    void leave() {
        gone = true;
    }
}
