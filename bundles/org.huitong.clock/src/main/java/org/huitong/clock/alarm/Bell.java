// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
    /** Of those that may share a transaction; it is over soon all the same, since others wait for its rows. */
    private static final int TOGETHER = 50;

    private static final Duration SHORT = Duration.ofMillis(50);

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
        List<String> keys = book.ripe(name, clock.instant(), AT_A_LOOK);
        int failed = 0;
        for (int next = 0; next < keys.size(); ) {
            List<Call> lot = lot(keys.subList(next, keys.size()));
            int rung = lot.size() > 1 ? together(lot) : 0;
            for (int i = rung; rung == 0 && i < lot.size() && !gone; i++) {
                failed += alone(lot.get(i)) ? 0 : 1;
            }
            if (gone) {
                return false;
            }
            next += rung == 0 ? lot.size() : rung;
        }
        if (!keys.isEmpty() && failed == 0) {
            trouble.set(null);
        }
        return keys.size() == AT_A_LOOK;
    }

    /** One key, and who answers for it. */
    private record Call(String key, Alarm alarm) {}

    private List<Call> lot(List<String> keys) {
        return keys.stream()
                .limit(alarm.sharesTransaction() ? TOGETHER : 1)
                .map(key -> new Call(key, prepared(key)))
                .toList();
    }

    /** @return how many of them, from the first on, rang in one short transaction; 0 where one of them failed */
    private int together(List<Call> lot) {
        try {
            return book.transactions().write(connection -> {
                long end = System.nanoTime() + SHORT.toNanos();
                int rung = 0;
                do {
                    ring(connection, lot.get(rung++), due -> {});
                } while (rung < lot.size() && System.nanoTime() < end);
                return rung;
            });
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("One of several alarms failed, and each rings alone, alarm={}", name, Unquoted.of(e));
            return 0;
        }
    }

    private boolean alone(Call call) {
        AtomicReference<Instant> seen = new AtomicReference<>();
        try {
            book.transactions().write(connection -> {
                ring(connection, call, seen::set);
                return null;
            });
            return true;
        } catch (RuntimeException | LinkageError e) {
            note(call.key(), seen.get(), e);
            return false;
        }
    }

    private void ring(Connection transaction, Call call, Consumer<Instant> seen) throws SQLException {
        Instant now = clock.instant();
        Optional<Instant> due = book.take(transaction, name, call.key(), now);
        if (due.isPresent()) {
            seen.accept(due.get());
            After after = call.alarm().ring(transaction, new Ring(call.key(), due.get(), now));
            book.rang(transaction, name, call.key(), due.get());
            if (after instanceof After.Again again) {
                book.set(transaction, name, call.key(), later(again.at(), due.get()));
            }
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
