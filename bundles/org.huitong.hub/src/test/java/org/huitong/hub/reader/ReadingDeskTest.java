// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingDeskTest {
    /** Loses patience soon, and comes back to what is parked never. */
    private static final Patience HASTE =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(20), Duration.ofDays(1));

    private final OneKeyVault vault = new OneKeyVault();
    private OwnStore store;
    private Journal journal;

    /** An empty database with the hub's tables. */
    OwnStore fresh() {
        return new DerbyStore().migrate("hub");
    }

    @BeforeEach
    void open() {
        store = fresh();
        store.write(c -> c.createStatement().execute("CREATE TABLE effect (seq BIGINT, liveness VARCHAR(10))"));
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Test
    void aReaderFromTheBeginningIsHandedThePastAsReplayedAndTheRestAsLive() {
        say("m1");
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("the past is read", () -> count("1 = 1") == 1);
        say("m2");
        desk.tell();
        Eventually.until("the present is read", () -> count("1 = 1") == 2);
        assertThat(count("liveness = 'REPLAYED'")).isEqualTo(1);
        assertThat(count("liveness = 'LIVE'")).isEqualTo(1);
        desk.close();
    }

    @Test
    void aReaderFromNowIsNotHandedThePast() {
        say("m1");
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.NOW);
        Eventually.until("it has sat down", () -> position().isPresent());
        say("m2");
        desk.tell();
        Eventually.until("the present is read", () -> count("seq = 2") == 1);
        assertThat(count("seq = 1")).isZero();
        desk.close();
    }

    @Test
    void aReaderSinceYesterdayIsHandedWhatCameInSince() {
        say(Messages.text("m1", "前天"), List.of(), Instant.now().minus(Duration.ofDays(2)));
        say(Messages.text("m2", "刚才"), List.of(), Instant.now().minus(Duration.ofHours(1)));
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.SINCE);
        Eventually.until("the last day is read", () -> count("seq = 2") == 1);
        assertThat(count("1 = 1")).isEqualTo(1);
        desk.close();
    }

    @Test
    void anUpdatedReaderGoesOnWhereTheOldOneStopped() {
        say("m1");
        ReadingDesk first = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("the first is read", () -> count("1 = 1") == 1);
        first.close();
        say("m2");
        ReadingDesk second = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("the second is read", () -> count("1 = 1") == 2);
        second.close();
        assertThat(count("seq = 1")).isEqualTo(1);
    }

    @Test
    void anotherEditionReadsTheLogAnewAndOnlyOnce() {
        say("m1");
        ReadingDesk first = desk(new Effect(), ReaderName.Start.BEGINNING, 1, HASTE);
        Eventually.until("the first edition has read it", () -> count("1 = 1") == 1);
        say("m2");
        first.tell();
        Eventually.until("live, too", () -> count("seq = 2 AND liveness = 'LIVE'") == 1);
        first.close();
        for (int i = 0; i < 2; i++) {
            ReadingDesk second = desk(new Effect(), ReaderName.Start.BEGINNING, 2, HASTE);
            Eventually.until("the second edition has read all", () -> count("1 = 1") == 4);
            assertThat(count("liveness = 'LIVE'")).isEqualTo(1);
            second.close();
        }
        say("m3");
        ReadingDesk second = desk(new Effect(), ReaderName.Start.BEGINNING, 2, HASTE);
        Eventually.until("what is new is news", () -> count("seq = 3 AND liveness = 'LIVE'") == 1);
        second.close();
        assertThat(count("1 = 1")).isEqualTo(5);
    }

    /** As after going back to a distribution from before there were editions, and forward again. */
    @Test
    void whatAHubWithoutEditionsHasReadIsReadAgain() {
        say("m1");
        say("m2");
        ReadingDesk first = desk(new Effect(), ReaderName.Start.BEGINNING, 2, HASTE);
        Eventually.until("all is read", () -> count("1 = 1") == 2);
        first.close();
        store.write(c -> c.createStatement().executeUpdate("UPDATE hub_reader SET position = 1"));
        ReadingDesk second = desk(new Effect(), ReaderName.Start.BEGINNING, 2, HASTE);
        Eventually.until("all is read again", () -> count("1 = 1") == 4);
        second.close();
        store.write(c -> c.createStatement().executeUpdate("UPDATE hub_reader SET edition_position = NULL"));
        ReadingDesk third = desk(new Effect(), ReaderName.Start.BEGINNING, 2, HASTE);
        say("m3");
        third.tell();
        Eventually.until("it goes on from there", () -> count("seq = 3") == 1);
        third.close();
        assertThat(count("1 = 1")).isEqualTo(5);
    }

    @Test
    void anotherEditionOfAReaderFromNowMissesNothing() {
        ReadingDesk first = desk(new Effect(), ReaderName.Start.NOW, 1, HASTE);
        Eventually.until("it has sat down", () -> position().isPresent());
        first.close();
        say("m1");
        ReadingDesk second = desk(new Effect(), ReaderName.Start.NOW, 2, HASTE);
        Eventually.until("what came between them is read", () -> count("liveness = 'LIVE'") == 1);
        second.close();
    }

    @Test
    void twoDesksOfOneReaderHaveOneEffect() {
        for (int i = 0; i < 300; i++) {
            say("m" + i);
        }
        ReadingDesk one = desk(new Effect(), ReaderName.Start.BEGINNING);
        ReadingDesk two = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("all is read", () -> position().filter(p -> p == 300).isPresent());
        one.close();
        two.close();
        assertThat(count("1 = 1")).isEqualTo(300);
    }

    @Test
    void whatIsRefusedAgainAndAgainIsParkedAndTheRestGoesOn() {
        say("m1");
        say("poison");
        say("m3");
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until(
                "the cursor has gone on", () -> position().filter(p -> p == 3).isPresent());
        assertThat(count("1 = 1")).isEqualTo(2);
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isEqualTo(1);
        assertThat(desk.retry(2)).isFalse();
        desk.close();
        ReadingDesk mended =
                desk((entries, transaction) -> Effect.write(entries, transaction), ReaderName.Start.BEGINNING);
        Eventually.until("what was parked is read", () -> count("seq = 2") == 1);
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isZero();
        assertThat(mended.retry(2)).isFalse();
        assertThat(count("seq = 2")).isEqualTo(1);
        mended.close();
    }

    @Test
    void aFailureThatPassesCostsNothing() {
        AtomicInteger failures = new AtomicInteger(3);
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    Effect.write(entries, transaction);
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not now");
                    }
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is read", () -> position().filter(p -> p == 1).isPresent());
        assertThat(count("1 = 1")).isEqualTo(1);
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isZero();
        desk.close();
    }

    @Test
    void aReaderWaitsForTheStagesItNamed() {
        say(Messages.text("m1", "你好"), List.of("rules"));
        say("m2");
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.BEGINNING, HASTE, "rules");
        Eventually.until("it has sat down", () -> position().isPresent());
        assertThat(desk.waitsFor(0)).contains("rules");
        assertThat(count("1 = 1")).isZero();
        CompletableFuture<Intake.Outcome> paid = new CompletableFuture<>();
        journal.submit(new Intake(
                List.of(),
                List.of(),
                Optional.of(new Intake.Payment("rules", 1, 1)),
                Optional.empty(),
                0,
                paid::complete));
        paid.join();
        desk.tell();
        Eventually.until("all is read", () -> count("1 = 1") == 2);
        desk.close();
    }

    @Test
    void aReaderThatBreaksAltogetherKeepsItsThread() {
        AtomicInteger failures = new AtomicInteger(4);
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    Effect.write(entries, transaction);
                    if (failures.getAndDecrement() > 0) {
                        throw new StackOverflowError("what a plug's mistakes look like");
                    }
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is read", () -> position().filter(p -> p == 1).isPresent());
        assertThat(count("1 = 1")).isEqualTo(1);
        assertThat(desk.isAlive()).isTrue();
        assertThat(desk.trouble().last()).startsWith("java.lang.StackOverflowError at ");
        desk.close();
    }

    @Test
    void anInterruptThatAReaderLeavesBehindDoesNotEndItsDesk() {
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    Effect.write(entries, transaction);
                    Thread.currentThread().interrupt();
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is read", () -> position().filter(p -> p == 1).isPresent());
        say("m2");
        desk.tell();
        Eventually.until(
                "the next is read", () -> position().filter(p -> p == 2).isPresent());
        desk.close();
    }

    @Test
    void newsDoNotShortenThePauses() throws Exception {
        Patience slow = new Patience(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(1));
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch alone = new CountDownLatch(2);
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    calls.incrementAndGet();
                    alone.countDown();
                    throw new IllegalStateException("not now");
                },
                ReaderName.Start.BEGINNING,
                slow);
        alone.await();
        for (int i = 0; i < 100; i++) {
            desk.tell();
            // An errand is done in the pause, by the thread that would otherwise try again.
            assertThat(desk.retry(77)).isFalse();
        }
        assertThat(calls).hasValue(2);
        assertThat(desk.trouble().tries()).isEqualTo(1);
        desk.close();
    }

    @Test
    void aDatabaseThatIsAwayIsNoReasonToPark() {
        AtomicInteger away = new AtomicInteger(60);
        FlakyStore flaky = new FlakyStore(store);
        journal.close();
        journal = new Journal(flaky, DerbyStore.schema("hub"), vault);
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    Effect.write(entries, transaction);
                    if (away.getAndDecrement() > 0) {
                        flaky.failNext();
                        throw new SQLException("connection lost", "08006");
                    }
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is read", () -> position().filter(p -> p == 1).isPresent());
        assertThat(count("1 = 1")).isEqualTo(1);
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isZero();
        desk.close();
    }

    @Test
    void whatIsParkedIsOfferedAgainByItself() {
        Patience brief =
                new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(1));
        AtomicBoolean well = new AtomicBoolean();
        for (int i = 1; i <= 30; i++) {
            say("m" + i);
        }
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    if (!well.get() && entries.get(0).seq() <= 25) {
                        throw new IllegalStateException("not now");
                    }
                    Effect.write(entries, transaction);
                },
                ReaderName.Start.BEGINNING,
                brief);
        Eventually.until(
                "the cursor has gone on", () -> position().filter(p -> p == 30).isPresent());
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isEqualTo(25);
        well.set(true);
        desk.tell();
        Eventually.until("all is read", () -> count("1 = 1") == 30);
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isZero();
        desk.close();
    }

    @Test
    void anOperatorsRetryIsOnTheDesksThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicBoolean well = new AtomicBoolean();
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    threads.add(Thread.currentThread());
                    if (!well.get()) {
                        throw new IllegalStateException("not now");
                    }
                    Effect.write(entries, transaction);
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is parked", () -> position().filter(p -> p == 1).isPresent());
        assertThat(desk.retry(1)).isFalse();
        well.set(true);
        assertThat(desk.retry(1)).isTrue();
        assertThat(count("seq = 1")).isEqualTo(1);
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        desk.close();
        assertThat(desk.retry(1)).isFalse();
    }

    @Test
    void anOperatorsRetryIsDoneUnderLoad() {
        AtomicBoolean load = new AtomicBoolean(true);
        AtomicInteger said = new AtomicInteger();
        say("m1");
        ReadingDesk desk = desk(
                (entries, transaction) -> {
                    if (load.get()) {
                        say("more" + said.incrementAndGet());
                    }
                },
                ReaderName.Start.NOW);
        Eventually.until("it has sat down", () -> position().isPresent());
        store.write(c -> {
            ParkedEntries.park(c, "test", 1, "", 1, Instant.now());
            return null;
        });
        say("m2");
        desk.tell();
        Eventually.until("there is always something to read", () -> said.get() > 3);
        assertThat(desk.retry(1)).isTrue();
        load.set(false);
        desk.close();
    }

    @Test
    void aReplayForgetsWhatIsParkedBeyondItAndReplaysWhatWasRead() {
        say("m1");
        say("m2");
        ReadingDesk desk = desk(new Effect(), ReaderName.Start.NOW);
        Eventually.until("it has sat down", () -> position().isPresent());
        say("m3");
        desk.tell();
        Eventually.until(
                "the present is read", () -> position().filter(p -> p == 3).isPresent());
        store.write(c -> {
            ParkedEntries.park(c, "test", 1, "", 1, Instant.now());
            ParkedEntries.park(c, "test", 2, "", 1, Instant.now());
            return null;
        });
        say("m4");
        assertThat(store.<Boolean>write(c -> Cursor.set(c, "test", 1))).isTrue();
        assertThat(store.<Boolean>write(c -> Cursor.set(c, "nobody", 1))).isFalse();
        desk.tell();
        Eventually.until("all is read", () -> position().filter(p -> p == 4).isPresent());
        assertThat(store.<Long>read(c -> ParkedEntries.count(c, "test"))).isEqualTo(1);
        assertThat(count("seq = 2")).isEqualTo(1);
        assertThat(count("seq <= 3 AND liveness = 'REPLAYED'")).isEqualTo(2);
        assertThat(count("seq = 4 AND liveness = 'LIVE'")).isEqualTo(1);
        desk.close();
    }

    @Test
    void whoWaitsForAStageIsGivenItsFindingWithTheMessage() {
        List<Entry> read = new CopyOnWriteArrayList<>();
        Message message = Messages.text("m1", "你好");
        say(message, List.of("rules"));
        ReadingDesk desk =
                desk((entries, transaction) -> read.addAll(entries), ReaderName.Start.BEGINNING, HASTE, "rules");
        Finding finding = new Finding("rules", 1, "rules-1", Set.of(Mark.of(Mark.Kind.TAG, "投诉")));
        CompletableFuture<Intake.Outcome> paid = new CompletableFuture<>();
        journal.submit(new Intake(
                List.of(journal.scribe().found(1, 1, message, finding, Map.of(), List.of(), Instant.now())),
                List.of(),
                Optional.of(new Intake.Payment("rules", 1, 1)),
                Optional.empty(),
                0,
                paid::complete));
        paid.join();
        desk.tell();
        Eventually.until("both are read", () -> read.size() == 2);
        assertThat(((Entry.Said) read.get(0)).findings()).containsExactly(finding);
        assertThat(((Entry.Found) read.get(1)).finding()).isEqualTo(finding);
        desk.close();
    }

    /** A store whose next transaction fails when it is told so. */
    private static final class FlakyStore implements Transactions {
        private final Transactions store;
        private final AtomicBoolean fails = new AtomicBoolean();

        FlakyStore(Transactions store) {
            this.store = store;
        }

        void failNext() {
            fails.set(true);
        }

        @Override
        public <T> T write(Work<T> work) {
            if (fails.getAndSet(false)) {
                throw new StoreException("the database is away", null);
            }
            return store.write(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            return write(work);
        }

        @Override
        public Dialect dialect() {
            return store.dialect();
        }
    }

    /** Writes a row an entry; refuses the message whose id is poison. */
    private static final class Effect implements Reader {
        @Override
        public void read(List<Entry> entries, Connection transaction) throws SQLException {
            for (Entry entry : entries) {
                if (entry instanceof Entry.Said said
                        && said.message().key().nativeId().equals("poison")) {
                    throw new NullPointerException("what a plug's mistakes look like");
                }
            }
            write(entries, transaction);
        }

        static void write(List<Entry> entries, Connection transaction) throws SQLException {
            try (var insert = transaction.prepareStatement("INSERT INTO effect VALUES (?, ?)")) {
                for (Entry entry : entries) {
                    insert.setLong(1, entry.seq());
                    insert.setString(2, entry.liveness().name());
                    insert.executeUpdate();
                }
            }
        }
    }

    private ReadingDesk desk(Reader reader, ReaderName.Start start) {
        return desk(reader, start, HASTE);
    }

    private ReadingDesk desk(Reader reader, ReaderName.Start start, Patience patience, String... awaits) {
        return desk(reader, start, 1, patience, awaits);
    }

    private ReadingDesk desk(Reader reader, ReaderName.Start start, int edition, Patience patience, String... awaits) {
        ReaderCard card = ReaderCard.of(Map.of(
                        "huitong.reader",
                        "test",
                        "huitong.reader.start",
                        start.name(),
                        "huitong.reader.since",
                        "P1D",
                        "huitong.reader.edition",
                        edition,
                        "huitong.reader.awaits",
                        awaits))
                .orElseThrow();
        ReadingDesk desk = new ReadingDesk(
                card.name(),
                new Handover(card, reader, journal, InstantSource.system()),
                new Feed(card.awaits(), stage -> true, journal, new Shade(new Masking(), card.whole(), card.both())),
                patience,
                new Pace(journal::head, System::nanoTime, () -> 1, 2),
                InstantSource.system());
        desk.open();
        return desk;
    }

    private void say(String id) {
        say(Messages.text(id, "你好"), List.of());
    }

    private void say(Message message, List<String> owed) {
        say(message, owed, Instant.now());
    }

    private void say(Message message, List<String> owed, Instant receivedAt) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        var draft =
                journal.scribe().said((Sighting.Said) Sighting.Said.once(message), "d", receivedAt, List.of(), owed);
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private Optional<Long> position() {
        return store.read(c -> Cursor.of(c, "test").map(Cursor::position));
    }

    private long count(String where) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM effect WHERE " + where);
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
