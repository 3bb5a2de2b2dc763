// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03.004Z");

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
        journal = journal();
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Test
    void whatWasSaidIsThereInTheOrderOfTheLog() {
        for (int i = 1; i <= 5; i++) {
            assertThat(fresh(said("m" + i, "第 " + i + " 条"))).isEqualTo(1);
        }
        assertThat(journal.after(0, 100)).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(texts(journal.after(2, 2))).containsExactly("第 3 条", "第 4 条");
    }

    @Test
    void theSameMessageIsStoredOnceHoweverOftenAndWheneverItComes() {
        assertThat(fresh(said("m1", "你好"))).isEqualTo(1);
        assertThat(fresh(said("m1", "你好"))).isZero();
        assertThat(fresh(said("m1", "你好"), said("m2", "再见"), said("m2", "再见"))).isEqualTo(1);
        journal.close();
        journal = journal();
        assertThat(fresh(said("m1", "你好"))).isZero();
        assertThat(journal.after(0, 100)).hasSize(2);
    }

    @Test
    void anotherRevisionIsAnEditAndTheOriginalStays() {
        submit(said("m1", "三点开会"));
        submit(new Sighting.Said(Messages.text("m1", "四点开会", NOW), new Revision("r2", NOW.plusSeconds(60))));
        List<Entry> log = journal.after(0, 100);
        assertThat(texts(log)).containsExactly("三点开会", "四点开会");
        assertThat(log).extracting(e -> ((Entry.Said) e).version()).containsExactly(1, 2);
        assertThat(number("SELECT current_seq FROM hub_now WHERE seq = 1")).isEqualTo(2);
    }

    @Test
    void anEditThatComesBeforeItsOriginalStaysWhatPeopleSee() {
        submit(new Sighting.Said(Messages.text("m1", "四点开会", NOW), new Revision("r2", NOW.plusSeconds(60))));
        submit(new Sighting.Said(Messages.text("m1", "三点开会", NOW), new Revision("r1", NOW)));
        assertThat(number("SELECT current_seq FROM hub_now WHERE seq = 1")).isEqualTo(1);
        assertThat(journal.after(0, 100)).hasSize(2);
    }

    @Test
    void aRecallMayComeBeforeItsMessage() {
        submit(recall("m1"));
        submit(said("m1", "发错了"));
        assertThat(journal.after(0, 100)).hasSize(2);
        assertThat(number("SELECT recalled FROM hub_journal WHERE kind = 1")).isEqualTo(1);
        assertThat(fresh(recall("m1"))).isZero();
    }

    /** From memory at first, and from the database after a restart. */
    @Test
    void everyLineTellsByWhichItsMessageWasFirstSaid() {
        submit(said("m1", "三点开会"));
        submit(new Sighting.Said(Messages.text("m1", "四点开会", NOW), new Revision("r2", NOW.plusSeconds(60))));
        submit(recall("m2"));
        submit(said("m2", "发错了"));
        submit(recall("m1"));
        pay(1);
        assertThat(journal.after(0, 100)).extracting(Entry::firstSeq).containsExactly(1L, 1L, 0L, 4L, 1L, 1L);
        assertThat(recalled()).containsExactly(4L);
        journal.close();
        journal = journal();
        assertThat(journal.after(0, 100)).extracting(Entry::firstSeq).containsExactly(1L, 1L, 0L, 4L, 1L, 1L);
        // Since then the first has been taken back as well.
        assertThat(recalled()).containsExactly(1L, 2L, 4L);
    }

    private List<Long> recalled() {
        return journal.after(0, 100).stream()
                .filter(e -> e instanceof Entry.Said said && said.recalled())
                .map(Entry::seq)
                .toList();
    }

    @Test
    void aRecallLeavesTheTextInPlace() {
        submit(said("m1", "发错了"));
        submit(recall("m1"));
        assertThat(number("SELECT recalled FROM hub_now WHERE seq = 1")).isEqualTo(1);
        assertThat(texts(journal.after(0, 1))).containsExactly("发错了");
    }

    @Test
    void oneMessageThroughTwoDoorsHasTwoSightings() {
        submit(said("m1", "你好"));
        Message m = Messages.text("m1", "你好", NOW);
        Message byArchive = new Message(
                m.key(), "archive", m.conversation(), m.sender(), m.content(), m.sentAt(), m.order(), m.payload());
        assertThat(fresh(Sighting.Said.once(byArchive))).isZero();
        assertThat(fresh(Sighting.Said.once(byArchive))).isZero();
        assertThat(number("SELECT COUNT(*) FROM hub_sighting")).isEqualTo(1);
    }

    @Test
    void aRowThatDoesNotFitIsADeadLetterAndItsNeighboursAreStored() throws Exception {
        Message good = Messages.text("m1", "你好", NOW);
        Message bad = Messages.in(Messages.text("m2", "你好", NOW), "x".repeat(300));
        List<CompletableFuture<Intake.Outcome>> outcomes = new ArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        // The writer is kept busy so that the three meet in one batch.
        journal.submit(intake(List.of(), o -> awaitQuietly(first)));
        for (Message m : List.of(good, bad, Messages.text("m3", "再见", NOW))) {
            CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
            outcomes.add(outcome);
            journal.submit(intake(List.of(Sighting.Said.once(m)), outcome::complete));
        }
        first.countDown();
        List<String> kinds = new ArrayList<>();
        for (CompletableFuture<Intake.Outcome> outcome : outcomes) {
            kinds.add(outcome.get().getClass().getSimpleName());
        }
        assertThat(kinds).containsExactly("Stored", "Buried", "Stored");
        assertThat(texts(journal.after(0, 100))).containsExactly("你好", "再见");
        assertThat(number("SELECT COUNT(*) FROM hub_dead_letter")).isEqualTo(1);
    }

    @Test
    void aLongBodyLiesApartAndComesBackWhole() {
        String text = "很长的一段话".repeat(20_000);
        submit(said("m1", text));
        journal.close();
        journal = journal();
        assertThat(texts(journal.after(0, 1))).containsExactly(text);
        assertThat(number("SELECT COUNT(*) FROM hub_body")).isEqualTo(1);
    }

    @Test
    void everythingOfAMessageComesBackFromTheDatabase() {
        submit(said("m1", "你好"));
        journal.close();
        journal = journal();
        Entry.Said said = (Entry.Said) journal.after(0, 1).get(0);
        assertThat(said.message()).isEqualTo(Messages.text("m1", "你好", NOW));
        assertThat(said.findings()).containsExactly(finding());
    }

    @Test
    void aBodyMovedToAnotherRowDoesNotOpenThere() {
        submit(said("m1", "甲"));
        submit(said("m2", "乙"));
        store.write(connection -> {
            try (var move = connection.prepareStatement(
                    "UPDATE hub_journal SET body = (SELECT o.body FROM hub_journal o WHERE o.seq = 1), body_wrapped ="
                            + " (SELECT o.body_wrapped FROM hub_journal o WHERE o.seq = 1) WHERE seq = 2")) {
                move.executeUpdate();
            }
            return null;
        });
        assertThat(journal.at(2)).singleElement().satisfies(e -> {
            assertThat(e).isInstanceOf(Entry.Unreadable.class);
            assertThat(((Entry.Unreadable) e).why().reason()).isEqualTo(Unavailable.Reason.ENCRYPTED);
        });
    }

    @Test
    void aLineThatDoesNotOpenIsShownAsSuchAndItsNeighboursAsEver() {
        submit(said("m1", "甲"));
        submit(said("m2", "乙"));
        submit(recall("m2"));
        submit(said("m3", "丙"));
        submit(said("m4", "丁"));
        journal.close();
        journal = journal();
        breakSeal(2);
        breakSeal(3);
        store.write(c -> c.createStatement().executeUpdate("UPDATE hub_journal SET kind = 9 WHERE seq = 4"));

        List<Entry> log = journal.after(0, 100);
        assertThat(log).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(log.get(1)).isInstanceOfSatisfying(Entry.Unreadable.class, e -> {
            assertThat(e.id()).isEqualTo(Messages.text("m2", "").id());
            assertThat(e.why().reason()).isEqualTo(Unavailable.Reason.ENCRYPTED);
        });
        assertThat(log.get(3)).isInstanceOfSatisfying(Entry.Unreadable.class, e -> assertThat(
                        e.why().reason())
                .isEqualTo(Unavailable.Reason.UNREADABLE));
        assertThat(texts(List.of(log.get(0), log.get(4)))).containsExactly("甲", "丁");

        List<LogReader.Row> rows = store.read(c -> journal.log().bySeq(c, List.of(1L, 2L, 3L)));
        assertThat(rows.get(1).opened().message()).hasValueSatisfying(m -> {
            assertThat(m.conversation().id()).isEqualTo("group");
            assertThat(m.sentAt()).isEqualTo(NOW);
            assertThat(m.content().unavailable()).isPresent();
        });
        assertThat(rows.get(2).isRecall()).isTrue();
    }

    @Test
    void aFindingAboutALineThatDoesNotOpenDoesNotOpenEither() {
        submit(List.of(Sighting.Said.once(Messages.text("m1", "你好", NOW))), List.of("rules"));
        pay(1);
        journal.close();
        journal = journal();
        breakSeal(1);
        assertThat(journal.after(0, 10)).hasSize(2).allMatch(Entry.Unreadable.class::isInstance);
    }

    @Test
    void aPageOfLongLinesIsShort() {
        String text = "长".repeat(1_500_000);
        for (int i = 1; i <= 4; i++) {
            submit(said("m" + i, text));
        }
        journal.close();
        journal = journal();
        assertThat(journal.after(0, 100)).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(journal.after(2, 100)).extracting(Entry::seq).containsExactly(3L, 4L);
        assertThat(journal.placesAfter(1, 2)).extracting(LogReader.Place::seq).containsExactly(2L, 3L);
    }

    private void breakSeal(long seq) {
        store.write(connection -> {
            try (var update = connection.prepareStatement("UPDATE hub_journal SET body_wrapped = ? WHERE seq = ?")) {
                update.setBytes(1, new byte[12]);
                update.setLong(2, seq);
                return update.executeUpdate();
            }
        });
    }

    @Test
    void whatAStageOwesIsKeptInStretchesAndPaidOnce() {
        for (int i = 1; i <= 6; i++) {
            List<String> owed = i == 3 ? List.of() : List.of("rules");
            submit(List.of(Sighting.Said.once(Messages.text("m" + i, "你好", NOW))), owed);
        }
        assertThat(number("SELECT COUNT(*) FROM hub_owed")).isEqualTo(2);
        assertThat(store.<Long>read(c -> Debts.size(c, "rules"))).isEqualTo(5);
        pay(1);
        assertThat(store.<Optional<Debts.Stretch>>read(c -> Debts.oldest(c, "rules")))
                .contains(new Debts.Stretch(2, 2));
        assertThat(journal.after(6, 10)).singleElement().isInstanceOf(Entry.Found.class);
        pay(1);
        assertThat(journal.after(6, 10)).hasSize(1);
        assertThat(number("SELECT COUNT(*) FROM hub_mark WHERE seq = 1")).isEqualTo(3);
        assertThat(number("SELECT priority FROM hub_now WHERE seq = 1")).isEqualTo(2);
    }

    @Test
    void manyAtOnceAreAllThereOnceAndInOneOrder() throws Exception {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 100; i++) {
                        submit(said("m" + i, "第 " + i + " 条"));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<Entry> log = journal.after(0, 10_000);
        assertThat(log).extracting(Entry::id).doesNotHaveDuplicates().hasSize(100);
        assertThat(log).extracting(Entry::seq).containsExactlyElementsOf(LongRange.closed(1, 100));
    }

    private static final class LongRange {
        static List<Long> closed(long from, long to) {
            return java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
        }
    }

    private void pay(long seq) {
        Message m = Messages.text("m" + seq, "你好", NOW);
        Finding found = new Finding(
                "rules",
                1,
                "rules-1",
                Set.of(
                        Mark.of(Mark.Kind.PRIORITY, "high"),
                        Mark.of(Mark.Kind.TAG, "投诉"),
                        Mark.of(Mark.Kind.RULE, "r")));
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(
                List.of(journal.scribe().found(seq, seq, m, found, Map.of(), List.of(), NOW)),
                List.of(),
                Optional.of(new Intake.Payment("rules", seq, seq)),
                Optional.empty(),
                0,
                outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private Journal journal() {
        return new Journal(store, DerbyStore.schema("hub"), vault);
    }

    private static Finding finding() {
        return new Finding("mapping", 1, "mapping-1", Set.of(Mark.of(Mark.Kind.DEPARTMENT, "生产部")));
    }

    private static Sighting said(String id, String text) {
        return Sighting.Said.once(Messages.text(id, text, NOW));
    }

    private static Sighting recall(String id) {
        Message m = Messages.text(id, "", NOW);
        return new Sighting.Recalled(m.key(), m.account(), m.conversation(), Optional.empty(), NOW, "{}");
    }

    private int fresh(Sighting... sightings) {
        return submit(List.of(sightings), List.of());
    }

    private void submit(Sighting sighting) {
        submit(List.of(sighting), List.of());
    }

    private int submit(List<Sighting> sightings, List<String> owed) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        assertThat(journal.submit(intake(sightings, owed, outcome::complete))).isTrue();
        return ((Intake.Outcome.Stored) outcome.join()).fresh();
    }

    private Intake intake(List<Sighting> sightings, java.util.function.Consumer<Intake.Outcome> done) {
        return intake(sightings, List.of(), done);
    }

    private Intake intake(
            List<Sighting> sightings, List<String> owed, java.util.function.Consumer<Intake.Outcome> done) {
        List<Draft> drafts = sightings.stream()
                .map(s -> s instanceof Sighting.Recalled r
                        ? journal.scribe().recalled(r, "d", NOW)
                        : (Draft) journal.scribe()
                                .said(
                                        (Sighting.Said) s,
                                        "d",
                                        NOW,
                                        owed.isEmpty() ? List.of(finding()) : List.of(),
                                        owed))
                .toList();
        return new Intake(drafts, List.of(), Optional.empty(), Optional.of(this::letter), 0, done);
    }

    private DeadLetterDraft letter(LocalText reason) {
        Sealed body = vault.seal("message", new byte[] {1}, new byte[] {1});
        return new DeadLetterDraft(new byte[16], "test", "main", NOW, reason, 1, body);
    }

    private static List<String> texts(List<Entry> entries) {
        return entries.stream()
                .map(e -> ((Entry.Said) e).message().content().text().orElseThrow())
                .toList();
    }

    private long number(String sql) {
        return store.read(connection -> {
            try (var select = connection.prepareStatement(sql);
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
