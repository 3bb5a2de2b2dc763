// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.clock.Ticks;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseBookTest {
    private static final String PASSWORD = "a long enough password";
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 22);
    /** Nothing happens by itself: the test says when. */
    private static final Ticks NONE = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    @TempDir
    Path home;

    @Test
    void itIsNotedByTheDayWhoCameInByWhatAndNotWhatAPageShows() throws IOException {
        try (Office office = new Office(home)) {
            TestClock clock = new TestClock(office.now);
            UseBook uses = book(office, clock);
            Asker sec = somebody(office, "sec", "p1", Permissions.ALL_SECURITY);
            assertThat(office.policy.words(sec)).contains(Permissions.ACCOUNTS);
            office.policy.decide(sec, Act.of(Permissions.ACCOUNTS));
            Map<String, Set<String>> asked = Map.of(
                    "p1",
                    Set.of(Permissions.ALL_SECURITY, Permissions.ACCOUNTS, Permissions.ADMINISTER),
                    "p2",
                    Set.of("x.y"));
            assertThat(uses.last(asked)).isEmpty();

            office.policy.enters(sec, Act.of(Permissions.ACCOUNTS));
            // Who is refused has used nothing.
            office.policy.enters(sec, Act.of(Permissions.READ_METRICS));
            Map<String, LocalDate> today = Map.of(Permissions.ACCOUNTS, FIRST_DAY, Permissions.ALL_SECURITY, FIRST_DAY);
            assertThat(uses.last(asked)).isEqualTo(Map.of("p1", today));

            // What was written is there after a restart, and so is since when it is noted.
            uses.close();
            office.reopen();
            clock.set(office.now.plus(Duration.ofDays(3)));
            UseBook again = book(office, clock);
            assertThat(again.since()).isEqualTo(FIRST_DAY);
            assertThat(again.last(asked)).isEqualTo(Map.of("p1", today));
            office.policy.enters(sec, Act.of(Permissions.ASSIGN));
            again.write();
            assertThat(again.last(asked).get("p1"))
                    .containsEntry(Permissions.ALL_SECURITY, FIRST_DAY.plusDays(3))
                    .containsEntry(Permissions.ACCOUNTS, FIRST_DAY);
        }
    }

    @Test
    void whatIsUsedAtMidnightWhileTheDayBeforeIsWrittenIsWrittenNext() throws IOException {
        try (Office office = new Office(home)) {
            TestClock clock = new TestClock(office.now);
            Asker sec = somebody(office, "sec", "p1", Permissions.ALL_SECURITY);
            AtMidnight store = new AtMidnight(office.database(), () -> {
                clock.leap(Duration.ofDays(1));
                office.policy.enters(sec, Act.of(Permissions.ACCOUNTS));
            });
            UseBook uses = book(office, store, clock);
            office.policy.enters(sec, Act.of(Permissions.ACCOUNTS));
            store.strikes = true;
            uses.write();
            uses.close();
            Map<String, Set<String>> asked = Map.of("p1", Set.of(Permissions.ACCOUNTS));
            assertThat(book(office, clock).last(asked).get("p1"))
                    .containsEntry(Permissions.ACCOUNTS, FIRST_DAY.plusDays(1));
        }
    }

    /** Somebody comes in on the next day just as something was written. */
    private static final class AtMidnight implements Transactions {
        private final Transactions store;
        private final Runnable comes;
        private boolean strikes;

        AtMidnight(Transactions store, Runnable comes) {
            this.store = store;
            this.comes = comes;
        }

        @Override
        public <T> T write(Work<T> work) {
            T done = store.write(work);
            if (strikes) {
                strikes = false;
                comes.run();
            }
            return done;
        }

        @Override
        public <T> T read(Work<T> work) {
            return store.read(work);
        }

        @Override
        public Dialect dialect() {
            return store.dialect();
        }
    }

    private static UseBook book(Office office, TestClock clock) {
        return book(office, office.database(), clock);
    }

    private static UseBook book(Office office, Transactions store, TestClock clock) {
        return new UseBook(store, null, office.desk, office.policy, office.book, clock, NONE);
    }

    private static Asker somebody(Office office, String name, String person, String... words) {
        office.desk
                .accounts()
                .create(
                        office.admin(),
                        name,
                        name,
                        Optional.of(PASSWORD),
                        Set.copyOf(List.of(words)),
                        Optional.of(person));
        office.desk.changePassword(name, PASSWORD, PASSWORD + "!", Optional.empty(), "192.0.2.9");
        return office.desk.current(name).orElseThrow();
    }
}
