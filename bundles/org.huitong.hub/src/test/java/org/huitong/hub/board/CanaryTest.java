// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.huitong.api.clock.Ticks;
import org.huitong.api.operation.Measured.Measurement;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final Ticks BY_HAND = new Ticks() {
        @Override
        public Tick after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public Tick every(Duration pause, Runnable work) {
            return () -> {};
        }
    };

    private final AtomicLong nanos = new AtomicLong();
    private final TestClock clock = new TestClock();
    private DerbyStore store;
    private Journal journal;
    private Canary canary;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        OneKeyVault vault = new OneKeyVault();
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        // Each look at the watch takes a second.
        canary = new Canary(journal, vault, clock, BY_HAND, () -> nanos.addAndGet(1_000_000_000));
    }

    @AfterEach
    void close() {
        canary.close();
        journal.close();
        store.close();
    }

    @Test
    void comesBackAndIsNoLineOfTheLog() {
        assertThat(canary.measure()).isEmpty();
        canary.fly();
        assertThat(canary.measure())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("huitong_canary_seconds"))
                .extracting(Measurement::value)
                .isEqualTo(1.0);
        assertThat(journal.head()).isZero();
        assertThat(count("hub_journal")).isZero();
        assertThat(count("hub_once")).isZero();
        assertThat(count("hub_canary")).isOne();
        clock.leap(Duration.ofMinutes(11));
        canary.fly();
        assertThat(count("hub_canary")).isOne();
    }

    @Test
    void whatDoesNotComeThroughIsMissedMoreAndMore() {
        canary.fly();
        execute("RENAME TABLE hub_canary TO hub_canary_away");
        canary.fly();
        double missed = canary.measure().get(0).value();
        canary.fly();
        assertThat(canary.measure().get(0).value()).isGreaterThan(missed).isGreaterThan(1.0);
        execute("RENAME TABLE hub_canary_away TO hub_canary");
        canary.fly();
        assertThat(canary.measure().get(0).value()).isEqualTo(1.0);
    }

    private void execute(String sql) {
        store.write(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
            return null;
        });
    }

    private long count(String table) {
        return store.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
