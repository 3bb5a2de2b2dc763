// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Evidence;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Reading;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.text.LocalText;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.account.Plugging;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Map<String, Object> PROPERTIES =
            Map.of("huitong.platform", "test", "service.pid", "org.huitong.connector.test~main");

    private final DerbyStore store = new DerbyStore().migrate("hub");
    private final OneKeyVault vault = new OneKeyVault();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private Shelf shelf = new Shelf(said);
    private Journal journal;
    private AccountBook book;
    private Operator operator;

    @BeforeEach
    void open() {
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        book = new AccountBook(journal);
        StageBench bench = new StageBench(journal, bundle -> true);
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
    void whatIsThereIsAskedForUntilNothingIsLeft() {
        say(25);
        Plugging.add(book, shelf, PROPERTIES);
        until("all is there", () -> journal.head() == 25);
        until("its place is kept", () -> place().equals(Optional.of("25")));
        until("nothing stands in the way", () -> account().problem().isEmpty());
    }

    @Test
    void theHubIsRestartedAgainAndAgainAndEachIsKeptOnceAndInOrder() {
        say(300);
        int restarts = 0;
        while (journal.head() < 300) {
            long before = journal.head();
            Plugging.add(book, shelf, PROPERTIES);
            until("some of it came", () -> journal.head() > before);
            // In the middle of whatever it does; what it has in hand is not kept.
            operator.close();
            book.close();
            journal.close();
            restarts++;
            shelf = new Shelf(said);
            open();
        }
        List<Entry> all = new ArrayList<>();
        for (long seq = 0; seq < journal.head(); seq = all.get(all.size() - 1).seq()) {
            all.addAll(journal.after(seq, 100));
        }
        System.out.println("rounds: said=300 kept=" + all.size() + " restarts=" + restarts);
        assertThat(all)
                .extracting(e -> ((Entry.Said) e).message().content().text().orElseThrow())
                .containsExactlyElementsOf(said);
        assertThat(place()).isEqualTo(Optional.of("300"));
    }

    @Test
    void aBatchOfWhichOneDoesNotFitIsKeptButForThatOne() {
        said.addAll(List.of("one", "bad", "two"));
        Plugging.add(book, shelf, PROPERTIES);
        until("its place is kept", () -> place().equals(Optional.of("3")));
        until("the others are there", () -> journal.head() == 2);
    }

    @Test
    void whatStandsInTheWayIsShownInItsWordsUntilItIsGone() {
        shelf.trouble = Optional.of(LocalText.of("许可已到期", "the licence has ended"));
        Plugging.add(book, shelf, PROPERTIES);
        until("it says why", () -> account().problem().isPresent());
        assertThat(account().problem().orElseThrow().zh()).isEqualTo("许可已到期");
        shelf.trouble = Optional.empty();
        until("it goes on", () -> account().problem().isEmpty());
    }

    @Test
    void aConnectorThatLeavesIsLeftByItsWorkToo() throws Exception {
        shelf.hangs = true;
        Plugging.add(book, shelf, PROPERTIES);
        shelf.inside.await();
        Plugging.remove(book, shelf, PROPERTIES);
        assertThat(shelf.worker.isAlive()).isFalse();
    }

    @Test
    void anAccountThatIsForgottenBeginsAnewWhereItComesBack() {
        say(5);
        Plugging.add(book, shelf, PROPERTIES);
        until("its place is kept", () -> place().equals(Optional.of("5")));
        Plugging.remove(book, shelf, PROPERTIES);
        book.gone("org.huitong.connector.test~main");
        until("it is forgotten", () -> book.find(new AccountName("test", "main"))
                .isEmpty());
        assertThat(place()).isEmpty();

        said.clear();
        say(2);
        Plugging.add(book, shelf, PROPERTIES);
        until("it was asked from the first on", () -> place().equals(Optional.of("2")));
    }

    @Test
    void aConnectorThatBreaksIsAskedAgain() {
        shelf.breaks = true;
        Plugging.add(book, shelf, PROPERTIES);
        until("it says so", () -> account().problem().isPresent());
        assertThat(account().problem().orElseThrow().zh()).isEqualTo("连接器出错：AssertionError");
        shelf.breaks = false;
        until("it goes on", () -> account().problem().isEmpty());
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            said.add("word " + i);
        }
    }

    private Optional<String> place() {
        return new Bookmarks(store).of(new AccountName("test", "main"));
    }

    private ConnectedAccount account() {
        return book.find(new AccountName("test", "main")).orElseThrow();
    }

    /** A platform that keeps what was said until somebody asks, and hands out ten at a time. */
    private static final class Shelf implements Poller {
        final CountDownLatch inside = new CountDownLatch(1);
        volatile Optional<LocalText> trouble = Optional.empty();
        volatile boolean hangs;
        volatile boolean breaks;
        volatile Thread worker;
        private final List<String> said;

        Shelf(List<String> said) {
            this.said = said;
        }

        @Override
        public Step<Batch> poll(Optional<String> cursor, Trail trail) {
            return Step.byHand(() -> work(Integer.parseInt(cursor.orElse("0"))));
        }

        private Step<Batch> work(int from) throws IOException, InterruptedException {
            worker = Thread.currentThread();
            inside.countDown();
            if (hangs) {
                new CountDownLatch(1).await();
            }
            if (breaks) {
                throw new AssertionError("something of a connector's own");
            }
            if (trouble.isPresent()) {
                return Step.failed(Step.Failure.ACCOUNT, trouble.get());
            }
            int to = Math.min(said.size(), from + 10);
            List<Evidence> came = said.subList(from, to).stream()
                    .map(word -> new Evidence(word.getBytes(StandardCharsets.UTF_8), Map.of(), Instant.now()))
                    .toList();
            return Step.done(new Batch(came, Integer.toString(to), Duration.ofMillis(to < said.size() ? 0 : 20)));
        }

        @Override
        public Reading read(Evidence evidence) {
            String word = new String(evidence.raw(), StandardCharsets.UTF_8);
            if (word.equals("bad")) {
                throw new IllegalStateException("it cannot read this");
            }
            return Reading.of(Delivery.of("d-" + word, Sighting.Said.once(Messages.text(word, word))));
        }

        @Override
        public Profile profile() {
            return new Profile(LocalText.of("书架", "Shelf"), "tenant", Duration.ofSeconds(5), "", "", false, List.of());
        }
    }
}
