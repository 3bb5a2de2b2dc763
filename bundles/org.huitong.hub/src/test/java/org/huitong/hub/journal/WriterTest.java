// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.hub.log.Overheard;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an intake when something goes wrong on its way into the database. */
class WriterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03.004Z");
    private static final Supplier<RuntimeException> AWAY =
            () -> new StoreException("away", new SQLException("connection lost", "08006"));

    private final OneKeyVault vault = new OneKeyVault();
    private final AtomicInteger faults = new AtomicInteger();
    private Supplier<? extends Throwable> fault = AWAY;
    private DerbyStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(new Faulty(), DerbyStore.schema("hub"), vault);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Test
    void aFaultThatPassesLosesNothingAndMakesNoDeadLetter() {
        faults.set(1);
        assertThat(submit(said("m1"))).isEqualTo(new Intake.Outcome.Stored(1));
        assertThat(journal.trouble()).isEmpty();
    }

    @Test
    void aDatabaseThatStaysAwayAsksToComeAgainAndKeepsNothing() {
        faults.set(100);
        assertThat(submit(said("m1"))).isInstanceOf(Intake.Outcome.Failed.class);
        assertThat(journal.trouble()).isEqualTo("SQLException");
        faults.set(0);
        assertThat(submit(said("m1"))).isEqualTo(new Intake.Outcome.Stored(1));
        assertThat(journal.trouble()).isEmpty();
        assertThat(letters()).isZero();
    }

    @Test
    void whatNeverFitsIsBuried() {
        Message bad = Messages.in(Messages.text("m1", "你好", NOW), "x".repeat(300));
        assertThat(submit(Sighting.Said.once(bad)))
                .isInstanceOfSatisfying(
                        Intake.Outcome.Buried.class,
                        buried -> assertThat(buried.reason().en()).contains("longer than the log can hold"));
        assertThat(letters()).isEqualTo(1);
        assertThat(journal.trouble()).isEmpty();
    }

    /** Databases quote the value that is too long for its column. */
    @Test
    void whatNeverFitsIsNotQuotedInTheLog() {
        try (Overheard log = new Overheard()) {
            Message bad = Messages.in(Messages.text("m1", "你好", NOW), "工资表".repeat(100));
            assertThat(submit(Sighting.Said.once(bad))).isInstanceOf(Intake.Outcome.Buried.class);
            assertThat(log.text()).contains("SQLSTATE 22001").doesNotContain("工资表");
        }
    }

    @Test
    void whatADatabaseSaysWhileItIsAwayIsNotQuotedEither() {
        fault = () -> new StoreException("away", new SQLException("cannot insert 工资表", "08006"));
        faults.set(100);
        try (Overheard log = new Overheard()) {
            assertThat(submit(said("m1"))).isInstanceOf(Intake.Outcome.Failed.class);
            assertThat(log.text()).contains("SQLSTATE 08006").doesNotContain("工资表");
        }
    }

    @Test
    void whatTheCodeBreaksOnIsBuriedAndTheWriterGoesOn() {
        Message message = Messages.text("m1", "你好", NOW);
        // Such a time has no milliseconds.
        Sighting never = new Sighting.Said(message, new Revision("v1", Instant.MAX));
        assertThat(submit(never)).isInstanceOf(Intake.Outcome.Buried.class);
        assertThat(submit(said("m2"))).isEqualTo(new Intake.Outcome.Stored(1));
    }

    @Test
    void anErrorDoesNotEndTheWriter() {
        fault = () -> new StackOverflowError("deep");
        faults.set(2);
        assertThat(submit(said("m1"))).isInstanceOf(Intake.Outcome.Buried.class);
        assertThat(submit(said("m2"))).isEqualTo(new Intake.Outcome.Stored(1));
    }

    @Test
    void whoDeclinesIsAskedOnceAndNothingIsWrong() {
        AtomicInteger asked = new AtomicInteger();
        try (Overheard log = new Overheard()) {
            assertThat(journal.write(List.of(draft(said("m1"))), (connection, fresh) -> {
                        asked.incrementAndGet();
                        throw new Intake.Declines(LocalText.of("不要了", "not wanted"));
                    }))
                    .isEqualTo(new Intake.Outcome.Declined(LocalText.of("不要了", "not wanted")));
            assertThat(log.text()).doesNotContain("refused");
        }
        assertThat(asked).hasValue(1);
        assertThat(journal.trouble()).isEmpty();
        assertThat(journal.head()).isZero();
    }

    @Test
    void whoDeclinesTakesNobodyAlong() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Intake.Outcome> first = bring("m1", (connection, fresh) -> {
            begun.countDown();
            waitFor(enough);
        });
        waitFor(begun);
        try (Overheard log = new Overheard()) {
            // They wait while the first is being written, so these are one batch.
            CompletableFuture<Intake.Outcome> second = bring("m2", (connection, fresh) -> {});
            CompletableFuture<Intake.Outcome> declining = bring("m3", (connection, fresh) -> {
                throw new Intake.Declines(LocalText.of("不要了", "not wanted"));
            });
            CompletableFuture<Intake.Outcome> fourth = bring("m4", (connection, fresh) -> {});
            enough.countDown();
            assertThat(List.of(first.join(), second.join(), fourth.join())).containsOnly(new Intake.Outcome.Stored(1));
            assertThat(declining.join()).isInstanceOf(Intake.Outcome.Declined.class);
            assertThat(log.text()).contains("One of a batch declined").doesNotContain("refused");
        }
        assertThat(journal.head()).isEqualTo(3);
    }

    private CompletableFuture<Intake.Outcome> bring(String id, Intake.Beside beside) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        assertThat(journal.submit(new Intake(
                        List.of(draft(said(id))),
                        List.of(),
                        Optional.empty(),
                        Optional.of(this::letter),
                        0,
                        beside,
                        outcome::complete)))
                .isTrue();
        return outcome;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sighting said(String id) {
        return Sighting.Said.once(Messages.text(id, "你好", NOW));
    }

    private Intake.Outcome submit(Sighting sighting) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        assertThat(journal.submit(new Intake(
                        List.of(draft(sighting)),
                        List.of(),
                        Optional.empty(),
                        Optional.of(this::letter),
                        0,
                        outcome::complete)))
                .isTrue();
        return outcome.join();
    }

    private Draft draft(Sighting sighting) {
        return journal.scribe().said((Sighting.Said) sighting, "d", NOW, List.of(), List.of());
    }

    private DeadLetterDraft letter(LocalText reason) {
        return new DeadLetterDraft(
                new byte[16], "test", "main", NOW, reason, 1, vault.seal("message", new byte[] {1}, new byte[] {1}));
    }

    private long letters() {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM hub_dead_letter");
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Breaks as many writes as it was told to, before anything of them is done. */
    private final class Faulty implements Transactions {
        @Override
        public <T> T write(Work<T> work) {
            if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw WriterTest.<RuntimeException>sneak(fault.get());
            }
            return store.write(work);
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

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
