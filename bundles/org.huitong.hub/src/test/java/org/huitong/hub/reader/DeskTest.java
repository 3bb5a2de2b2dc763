// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final OneKeyVault vault = new OneKeyVault();
    private DerbyStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = new DerbyStore().run("db/hub/derby/V1__journal.sql");
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
        Desk desk = desk(new Effect(), ReaderName.Start.BEGINNING);
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
        Desk desk = desk(new Effect(), ReaderName.Start.NOW);
        Eventually.until("it has sat down", () -> position().isPresent());
        say("m2");
        desk.tell();
        Eventually.until("the present is read", () -> count("seq = 2") == 1);
        assertThat(count("seq = 1")).isZero();
        desk.close();
    }

    @Test
    void anUpdatedReaderGoesOnWhereTheOldOneStopped() {
        say("m1");
        Desk first = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("the first is read", () -> count("1 = 1") == 1);
        first.close();
        say("m2");
        Desk second = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until("the second is read", () -> count("1 = 1") == 2);
        second.close();
        assertThat(count("seq = 1")).isEqualTo(1);
    }

    @Test
    void twoDesksOfOneReaderHaveOneEffect() {
        for (int i = 0; i < 300; i++) {
            say("m" + i);
        }
        Desk one = desk(new Effect(), ReaderName.Start.BEGINNING);
        Desk two = desk(new Effect(), ReaderName.Start.BEGINNING);
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
        Desk desk = desk(new Effect(), ReaderName.Start.BEGINNING);
        Eventually.until(
                "the cursor has gone on", () -> position().filter(p -> p == 3).isPresent());
        assertThat(count("1 = 1")).isEqualTo(2);
        assertThat(store.<Long>read(c -> Cursor.parkedCount(c, "test"))).isEqualTo(1);
        assertThat(desk.retry(2)).isFalse();
        desk.close();
        Desk mended = desk((entries, transaction) -> Effect.write(entries, transaction), ReaderName.Start.BEGINNING);
        assertThat(mended.retry(2)).isTrue();
        assertThat(store.<Long>read(c -> Cursor.parkedCount(c, "test"))).isZero();
        assertThat(count("seq = 2")).isEqualTo(1);
        mended.close();
    }

    @Test
    void aFailureThatPassesCostsNothing() {
        AtomicInteger failures = new AtomicInteger(3);
        say("m1");
        Desk desk = desk(
                (entries, transaction) -> {
                    Effect.write(entries, transaction);
                    if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not now");
                    }
                },
                ReaderName.Start.BEGINNING);
        Eventually.until("it is read", () -> position().filter(p -> p == 1).isPresent());
        assertThat(count("1 = 1")).isEqualTo(1);
        assertThat(store.<Long>read(c -> Cursor.parkedCount(c, "test"))).isZero();
        desk.close();
    }

    @Test
    void aReaderWaitsForTheStagesItNamed() {
        say(Messages.text("m1", "你好"), List.of("rules"));
        say("m2");
        Desk desk =
                new Desk("test", new Effect(), ReaderName.Start.BEGINNING, List.of("rules"), journal, stage -> true);
        desk.open();
        Eventually.until("it has sat down", () -> position().isPresent());
        assertThat(desk.waitsFor(0)).contains("rules");
        assertThat(count("1 = 1")).isZero();
        CompletableFuture<Intake.Outcome> paid = new CompletableFuture<>();
        journal.submit(new Intake(
                List.of(), List.of(), Optional.of(new Intake.Payment("rules", 1)), r -> null, 0, paid::complete));
        paid.join();
        desk.tell();
        Eventually.until("all is read", () -> count("1 = 1") == 2);
        desk.close();
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

    private Desk desk(Reader reader, ReaderName.Start start) {
        Desk desk = new Desk("test", reader, start, List.of(), journal, stage -> true);
        desk.open();
        return desk;
    }

    private void say(String id) {
        say(Messages.text(id, "你好"), List.of());
    }

    private void say(Message message, List<String> owed) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        var draft =
                journal.scribe().said((Sighting.Said) Sighting.Said.once(message), "d", Instant.now(), List.of(), owed);
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), r -> null, 0, outcome::complete));
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
