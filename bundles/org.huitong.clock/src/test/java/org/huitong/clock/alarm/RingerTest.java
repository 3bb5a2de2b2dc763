// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarm.After;
import org.huitong.clock.TestTicks;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

class RingerTest {
    private static final Instant NOON = Instant.parse("2026-03-11T04:00:00Z");

    /** One alarm sets another that is due at once: not before that one has rung, too, has all rung. */
    @Test
    void saysUpToWhichMomentAllHasRung() {
        TestClock clock = new TestClock(NOON);
        AtomicBoolean ready = new AtomicBoolean();
        AtomicBoolean tried = new AtomicBoolean();
        try (DerbyStore store = new DerbyStore().migrate("clock")) {
            AlarmBook book = new AlarmBook(store);
            Alarm first = (transaction, ring) -> {
                book.set(transaction, "test.second", ring.key(), ring.due());
                return new After.Over();
            };
            Alarm second = (transaction, ring) -> {
                tried.set(true);
                return ready.get()
                        ? new After.Over()
                        : new After.Again(ring.due().plusMillis(1));
            };
            store.write(connection -> {
                book.set(connection, "test.first", "k", NOON.plusSeconds(60));
                book.set(connection, "test.away", "k", NOON.plusSeconds(60));
                return null;
            });
            Ringer ringer = new Ringer(book, clock, TestTicks.real());
            try {
                ringer.add(first, Map.of("huitong.alarm", "test.first"));
                ringer.add(second, Map.of("huitong.alarm", "test.second"));
                Eventually.until("nothing is due", () -> rungUpTo(ringer).equals(List.of(NOON)));
                clock.leap(Duration.ofHours(1));
                Eventually.until("the second is due", tried::get);
                assertThat(rungUpTo(ringer)).containsExactly(NOON);
                ready.set(true);
                Eventually.until("all has rung", () -> rungUpTo(ringer).equals(List.of(clock.instant())));
            } finally {
                ringer.close();
            }
        }
    }

    private static List<Instant> rungUpTo(Ringer ringer) {
        return ringer.measure().stream()
                .filter(one -> one.name().equals("huitong_alarms_rung_timestamp_seconds"))
                .map(one -> Instant.ofEpochSecond((long) one.value()))
                .toList();
    }
}
