// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What whoever waits for the log is told when it takes longer than they wait. */
class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03.004Z");
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private DerbyStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, new OneKeyVault(), SHORT, new Ranges(store));
    }

    @AfterEach
    void close() {
        released.countDown();
        journal.close();
        store.close();
    }

    @Test
    void whatIsBeingWrittenStillIsSaidToBeUnsettledAndIsKeptAllTheSame() throws Exception {
        CompletableFuture<Intake.Outcome> slow = writesSlowly("m1");
        assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo(new Intake.Outcome.Unsettled());
        assertThat(lines()).isZero();
        released.countDown();
        await(1);
    }

    @Test
    void whatStillWaitsWhenThePatienceIsOverIsTakenBackAndNeverWritten() throws Exception {
        writesSlowly("m1");
        AtomicInteger beside = new AtomicInteger();
        assertThat(journal.write(List.of(said("m2")), (connection, fresh) -> beside.incrementAndGet()))
                .isInstanceOf(Intake.Outcome.Failed.class);
        assertThat(journal.waiting()).isZero();
        released.countDown();
        await(1);
        // It may be brought again, as anything that has failed: then it is new.
        CompletableFuture<Intake.Outcome> again = new CompletableFuture<>();
        journal.submit(
                new Intake(List.of(said("m2")), List.of(), Optional.empty(), Optional.empty(), 0, again::complete));
        assertThat(again.get(30, TimeUnit.SECONDS)).isEqualTo(new Intake.Outcome.Stored(1));
        assertThat(beside).hasValue(0);
    }

    /** Has a line written by a thread of its own; its transaction stays open until it is released. */
    private CompletableFuture<Intake.Outcome> writesSlowly(String id) throws InterruptedException {
        CompletableFuture<Intake.Outcome> outcome =
                CompletableFuture.supplyAsync(() -> journal.write(List.of(said(id)), (connection, fresh) -> {
                    begun.countDown();
                    try {
                        released.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        return outcome;
    }

    private Draft said(String id) {
        Sighting.Said said = Sighting.Said.once(Messages.text(id, "你好", NOW));
        return journal.scribe().said(said, "d", NOW, List.of(), List.of());
    }

    private int lines() {
        return journal.after(0, 100).size();
    }

    private void await(int lines) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(1);
        journal.follow(entries -> {
            if (lines() >= lines) {
                there.countDown();
            }
        });
        assertThat(lines() >= lines || there.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines()).isEqualTo(lines);
    }
}
