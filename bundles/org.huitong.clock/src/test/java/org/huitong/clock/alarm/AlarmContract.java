// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Alarm.After;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What alarms do on every database. */
interface AlarmContract {
    Instant NOON = Instant.parse("2026-03-11T04:00:00Z");

    Transactions store();

    @Test
    default void ringsOnceWhateverTheClockDoes() {
        TestClock clock = new TestClock(NOON);
        Ears ears = new Ears();
        Bell bell = new Bell("test.once", ears, book(), clock);
        set("test.once", "a", NOON.plusSeconds(60));
        set("test.once", "a", NOON.plusSeconds(60));
        bell.ringAll();
        assertThat(ears.heard).isEmpty();
        clock.leap(Duration.ofDays(3));
        bell.ringAll();
        bell.ringAll();
        clock.set(NOON.minusSeconds(10));
        bell.ringAll();
        clock.set(NOON.plusSeconds(60));
        bell.ringAll();
        set("test.once", "a", NOON.plusSeconds(60));
        bell.ringAll();
        assertThat(ears.heard).containsExactly("a@" + NOON.plusSeconds(60));
        set("test.once", "a", NOON.plusSeconds(30));
        bell.ringAll();
        assertThat(ears.heard).containsExactly("a@" + NOON.plusSeconds(60), "a@" + NOON.plusSeconds(30));
    }

    @Test
    default void settingAgainMovesAndCancellingTakesBack() {
        TestClock clock = new TestClock(NOON);
        Ears ears = new Ears();
        Bell bell = new Bell("test.move", ears, book(), clock);
        set("test.move", "moved", NOON.plusSeconds(10));
        set("test.move", "moved", NOON.plusSeconds(20));
        set("test.move", "taken back", NOON.plusSeconds(10));
        store().write(c -> {
            book().cancel(c, "test.move", "taken back");
            return null;
        });
        clock.set(NOON.plusSeconds(10));
        bell.ringAll();
        assertThat(ears.heard).isEmpty();
        clock.set(NOON.plusSeconds(20));
        bell.ringAll();
        assertThat(ears.heard).containsExactly("moved@" + NOON.plusSeconds(20));
    }

    @Test
    default void isSetWithTheCallersTransactionOrNotAtAll() {
        Ears ears = new Ears();
        assertThatThrownBy(() -> store().write(c -> {
                    book().set(c, "test.whole", "a", NOON);
                    throw new IllegalStateException("the deed failed");
                }))
                .hasMessage("the deed failed");
        new Bell("test.whole", ears, book(), new TestClock(NOON.plusSeconds(1))).ringAll();
        assertThat(ears.heard).isEmpty();
    }

    @Test
    default void failureUndoesTheEffectAndRingsAgainLater() {
        TestClock clock = new TestClock(NOON);
        Bell bell = new Bell("test.fail", new FailsTill(clock, NOON.plusSeconds(2)), book(), clock);
        set("test.fail", "x", NOON);
        bell.ringAll();
        assertThat(noted("x")).isZero();
        assertThat(bell.trouble()).isPresent();
        bell.ringAll();
        assertThat(noted("x")).isZero();
        clock.set(NOON.plusSeconds(1));
        bell.ringAll();
        clock.set(NOON.plusSeconds(4));
        bell.ringAll();
        bell.ringAll();
        assertThat(noted("x")).isOne();
        assertThat(bell.trouble()).isEmpty();
    }

    @Test
    default void whatIsPreparedLiesOutsideAndItsFailureWaits() {
        TestClock clock = new TestClock(NOON);
        Bell bell = new Bell("test.prepared", new Looks(clock, this::looked), book(), clock);
        set("test.prepared", "x", NOON);
        bell.ringAll();
        assertThat(bell.trouble()).isPresent();
        assertThat(noted("looked")).isZero();
        bell.ringAll();
        assertThat(noted("looked")).isZero();
        clock.set(NOON.plusSeconds(1));
        bell.ringAll();
        // What it found out is no part of the ringing that failed.
        assertThat(noted("looked")).isOne();
        assertThat(noted("x")).isZero();
        clock.set(NOON.plusSeconds(10));
        bell.ringAll();
        assertThat(noted("looked")).isEqualTo(2);
        assertThat(noted("x")).isOne();
        assertThat(bell.trouble()).isEmpty();
    }

    @Test
    default void repeatsByItsOwnRule() {
        TestClock clock = new TestClock(NOON);
        List<Instant> each = new ArrayList<>();
        List<Instant> once = new ArrayList<>();
        Bell everyHour = new Bell("test.each", repeating(each, true), book(), clock);
        Bell caughtUp = new Bell("test.late", repeating(once, false), book(), clock);
        set("test.each", "h", NOON);
        set("test.late", "h", NOON);
        clock.set(NOON.plus(Duration.ofMinutes(150)));
        for (int i = 0; i < 5; i++) {
            everyHour.ringAll();
            caughtUp.ringAll();
        }
        assertThat(each).containsExactly(NOON, NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(2)));
        assertThat(once).containsExactly(NOON);
        assertThat(due("test.late", "h")).isEqualTo(NOON.plus(Duration.ofMinutes(210)));
    }

    /** They share a transaction until one of them fails: its neighbours ring all the same, and each once. */
    @Test
    default void thoseThatShareATransactionRingOnceThoughOneFails() {
        TestClock clock = new TestClock(NOON);
        for (int i = 0; i < 120; i++) {
            set("test.share", "s" + i, NOON.minusSeconds(200 - i));
        }
        Bell bell = new Bell("test.share", new Shares(clock, "s70", NOON.plusSeconds(1)), book(), clock);
        while (bell.ringAll()) {
            assertThat(noted("shared:s0")).isOne();
        }
        for (int i = 0; i < 120; i++) {
            assertThat(noted("shared:s" + i)).as("s" + i).isEqualTo(i == 70 ? 0 : 1);
        }
        clock.set(NOON.plusSeconds(2));
        bell.ringAll();
        assertThat(noted("shared:s70")).isOne();
        assertThat(noted("shared:s71")).isOne();
        assertThat(bell.trouble()).isEmpty();
    }

    private static Alarm repeating(List<Instant> heard, boolean each) {
        return (c, ring) -> {
            heard.add(ring.due());
            return new After.Again((each ? ring.due() : ring.now()).plus(Duration.ofHours(1)));
        };
    }

    /** Two nodes with eight threads each, whose clocks differ. */
    @Test
    default void manyWhoLookRingEachOnce() throws Exception {
        int alarms = 60;
        for (int i = 0; i < alarms; i++) {
            set("test.many", "k" + i, NOON);
        }
        Alarm alarm = (c, ring) -> {
            note(c, "many:" + ring.key());
            return new After.Over();
        };
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        List<Future<?>> looks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Bell bell = new Bell("test.many", alarm, book(), new TestClock(NOON.plusSeconds(i)));
            looks.add(nodes.submit(() -> {
                bell.ringAll();
                bell.ringAll();
            }));
        }
        for (Future<?> look : looks) {
            look.get();
        }
        nodes.shutdown();
        // What met a lock that took too long is tried again.
        new Bell("test.many", alarm, book(), new TestClock(NOON.plusSeconds(900))).ringAll();
        for (int i = 0; i < alarms; i++) {
            assertThat(noted("many:k" + i)).as("k" + i).isOne();
        }
    }

    /** Two callers set the same key at the same time. */
    @Test
    default void theSameKeyAtTheSameTimeIsOneAlarm() throws Exception {
        Ears ears = new Ears();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<?>> sets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "k" + i % 10;
            sets.add(callers.submit(() -> set("test.race", key, NOON)));
        }
        for (Future<?> set : sets) {
            set.get();
        }
        callers.shutdown();
        new Bell("test.race", ears, book(), new TestClock(NOON)).ringAll();
        assertThat(ears.heard).hasSize(10).doesNotHaveDuplicates();
    }

    private AlarmBook book() {
        return new AlarmBook(store());
    }

    private void set(String alarm, String key, Instant at) {
        store().write(c -> {
            book().set(c, alarm, key, at);
            return null;
        });
    }

    private Instant due(String alarm, String key) {
        return store().read(c -> book().due(c, alarm, key)).orElseThrow();
    }

    /** An effect in the ringing's own transaction. */
    private static void note(Connection connection, String what) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO clock_note (what) VALUES (?)")) {
            insert.setString(1, what);
            insert.executeUpdate();
        }
    }

    private void looked() {
        store().write(c -> {
            note(c, "looked");
            return null;
        });
    }

    private int noted(String what) {
        return store().read(c -> {
            try (PreparedStatement select = c.prepareStatement("SELECT COUNT(*) FROM clock_note WHERE what = ?")) {
                select.setString(1, what);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    /** Writes its effect first and fails afterwards. */
    record FailsTill(TestClock clock, Instant well) implements Alarm {
        @Override
        public After ring(Connection transaction, Ring ring) throws SQLException {
            note(transaction, ring.key());
            if (clock.instant().isBefore(well)) {
                throw new IllegalStateException("not now");
            }
            return new After.Over();
        }
    }

    /** Shares its transaction with others, and fails for one key until it is well. */
    record Shares(TestClock clock, String key, Instant well) implements Alarm {
        @Override
        public boolean sharesTransaction() {
            return true;
        }

        @Override
        public After ring(Connection transaction, Ring ring) throws SQLException {
            note(transaction, "shared:" + ring.key());
            if (ring.key().equals(key) && clock.instant().isBefore(well)) {
                throw new IllegalStateException("not now");
            }
            return new After.Over();
        }
    }

    /** Cannot look at first, and looks in vain after that. */
    record Looks(TestClock clock, Runnable look) implements Alarm {
        @Override
        public Alarm prepare(String key) {
            if (clock.instant().equals(NOON)) {
                throw new IllegalStateException("nothing can be seen yet");
            }
            look.run();
            return new FailsTill(clock, NOON.plusSeconds(5));
        }

        @Override
        public After ring(Connection transaction, Ring ring) {
            throw new IllegalStateException("who was prepared rings");
        }
    }

    /** Hears what rings. */
    final class Ears implements Alarm {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());

        @Override
        public After ring(Connection transaction, Ring ring) {
            assertThat(ring.now()).isAfterOrEqualTo(ring.due());
            heard.add(ring.key() + "@" + ring.due());
            return new After.Over();
        }
    }
}
