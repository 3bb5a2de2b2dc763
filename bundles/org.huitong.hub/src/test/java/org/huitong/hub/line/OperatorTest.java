// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huitong.testkit.Eventually.until;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.access.Asker;
import org.huitong.api.access.Permissions;
import org.huitong.api.operation.ConnectorBoard;
import org.huitong.api.operation.DeadLetters;
import org.huitong.api.reader.Entry;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.deadletter.DeadLetterOffice;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.GivenRights;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorTest {
    private static final Map<String, Object> PROPERTIES =
            Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main");

    private static final Asker READER = new Asker("reader", "审计员", Optional.empty());

    private final DerbyStore store = new DerbyStore().migrate("hub");
    private final OneKeyVault vault = new OneKeyVault();
    private final List<String> ticked = new CopyOnWriteArrayList<>();
    private final Telegraph telegraph = new Telegraph(ticked);
    private Journal journal;
    private AccountBook book;
    private StageBench bench;
    private Operator operator;

    @BeforeEach
    void open() {
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        bench = new StageBench(journal, bundle -> true);
        book = new AccountBook(journal);
        operator = new Operator(
                book, journal, bench, new DeadLetterClerk(vault), InstantSource.system(), Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        operator.close();
        book.close();
        journal.close();
        store.close();
    }

    @Test
    void whatComesOverALineIsInTheLogAndItsPlaceIsKept() {
        ticked.addAll(List.of("one", "two"));
        Plugging.add(book, telegraph, PROPERTIES);

        until("both are there", () -> journal.head() == 2);
        until(
                "the place is kept",
                () -> new Bookmarks(store).of(account().name()).equals(Optional.of("2")));
        until("both are counted", () -> account().tally().messages() == 2);
        assertThat(account().problem()).isEmpty();
    }

    @Test
    void aLineThatIsLostIsOpenedAgainAtItsPlace() {
        ticked.add("one");
        Plugging.add(book, telegraph, PROPERTIES);
        until("it is there", () -> journal.head() == 1);

        ticked.add("two");
        telegraph.cut();

        until("the next line brings the rest", () -> journal.head() == 2 && telegraph.wires.size() == 2);
        until("it stands again", () -> account().problem().isEmpty());
    }

    @Test
    void whatComesAgainIsKnown() throws Exception {
        ticked.add("one");
        Plugging.add(book, telegraph, PROPERTIES);
        until("it is there", () -> account().tally().messages() == 1);
        new Bookmarks(store).put(account().name(), "0");
        telegraph.tick();

        until("it was seen again", () -> account().tally().seenAgain() == 1);
        assertThat(journal.head()).isEqualTo(1);
    }

    @Test
    void aLineIsOverBeforeItsConnectorIsGoneAndItsTrayIsDead() {
        ticked.add("one");
        Plugging.add(book, telegraph, PROPERTIES);
        until("it is there", () -> journal.head() == 1);
        Telegraph.Wire wire = telegraph.wires.get(0);

        Plugging.remove(book, telegraph, PROPERTIES);

        assertThat(wire.listeners).allMatch(thread -> !thread.isAlive());
        ticked.add("late");
        assertThatThrownBy(() -> wire.bring(wire.tray)).isInstanceOf(IOException.class);
        assertThat(journal.head()).isEqualTo(1);
    }

    @Test
    void aNewConnectorGoesOnWhereTheOldOneWas() {
        ticked.add("one");
        Plugging.add(book, telegraph, PROPERTIES);
        until(
                "its place is kept",
                () -> new Bookmarks(store).of(account().name()).equals(Optional.of("1")));
        Plugging.remove(book, telegraph, PROPERTIES);
        ticked.add("two");

        Telegraph next = new Telegraph(ticked);
        Plugging.add(book, next, PROPERTIES);

        until("the rest is there", () -> journal.head() == 2);
        assertThat(account().tally().seenAgain()).isZero();
    }

    @Test
    void whatItsReaderBreaksOnIsADeadLetterThatCanBeReadAgainAndTheRestIsStored() {
        DeadLetters office = new DeadLetterOffice(
                journal,
                book,
                bench,
                new DeadLetterClerk(vault),
                new GivenRights().give("reader", Permissions.READ_ALL),
                new HeardAudit());
        telegraph.breaks = true;
        ticked.addAll(List.of("one", "bad", "two"));
        Plugging.add(book, telegraph, PROPERTIES);

        until("the good ones are there", () -> journal.head() == 2 && office.count() == 1);
        telegraph.breaks = false;
        long letter = office.list(OptionalLong.empty(), 1).get(0).id();
        assertThat(office.sendAgain(READER, letter)).isEqualTo(DeadLetters.Outcome.TAKEN);
        assertThat(office.count()).isZero();
        assertThat(journal.after(0, 10)).extracting(Entry::seq).hasSize(3);
    }

    @Test
    void aLineThatIsDownIsTheAccountsProblem() {
        telegraph.dead = true;
        Plugging.add(book, telegraph, PROPERTIES);
        until("it says why", () -> account().problem().isPresent() && telegraph.wires.size() > 2);
        assertThat(account().problem().orElseThrow().en()).contains("no pole");

        assertThat(account().line()).map(ConnectorBoard.Held::stands).contains(false);

        telegraph.dead = false;
        until("it stands", () -> account().problem().isEmpty());
        assertThat(account().line()).map(ConnectorBoard.Held::stands).contains(true);
        account().lineHeard(Instant.EPOCH);
        assertThat(account().line()).contains(new ConnectorBoard.Held(true, Optional.of(Instant.EPOCH)));

        Plugging.remove(book, telegraph, PROPERTIES);
        assertThat(account().line()).isEmpty();
    }

    private ConnectedAccount account() {
        return book.find(new AccountName("test", "main")).orElseThrow();
    }
}
