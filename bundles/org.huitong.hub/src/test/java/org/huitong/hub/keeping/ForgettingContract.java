// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Belongings;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.Periods;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageView;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.PeriodKeys;
import org.huitong.hub.door.Door;
import org.huitong.hub.door.Lookup;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** Forgetting a message, in the log and at the door. */
interface ForgettingContract {
    Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    Asker AUDITOR = new Asker("auditor", "审计", Optional.empty());
    Mark FINANCE = Mark.of(Mark.Kind.DEPARTMENT, "财务部");
    Filter OF_FINANCE = Filter.marked(Mark.Kind.DEPARTMENT, "财务部");
    String LONG = "一段放不进一行的长文".repeat(4_000);

    /** With the schema {@code hub}, empty. */
    Transactions store();

    final class House implements AutoCloseable, DecisionPoint {
        final Transactions store;
        final OneKeyVault vault = new OneKeyVault();
        final Journal journal;
        final JournalKeeping keeping;
        final Door door;

        House(Transactions store) {
            this.store = store;
            journal = new Journal(store, DerbyStore.schema("hub"), vault);
            keeping = new JournalKeeping(journal, new TestClock(NOW));
            door = new Door(journal, this, new HeardAudit(), new Lookup(), new Masking(), new TestClock());
        }

        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return new Decision.Allowed();
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Within(OF_FINANCE);
        }

        int take(Sighting... sightings) {
            List<Draft> drafts = new ArrayList<>();
            for (Sighting sighting : sightings) {
                if (sighting instanceof Sighting.Said said) {
                    Finding finding = new Finding("rooms", 1, "rooms-1", Set.of(FINANCE));
                    drafts.add(journal.scribe().said(said, "d", NOW, List.of(finding), List.of()));
                } else {
                    drafts.add(journal.scribe().recalled((Sighting.Recalled) sighting, "d", NOW));
                }
            }
            CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
            journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
            return ((Intake.Outcome.Stored) outcome.join()).fresh();
        }

        void owe(Sighting.Said said, String stage) {
            Draft draft = journal.scribe().said(said, "d", NOW, List.of(), List.of(stage));
            CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
            journal.submit(
                    new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
            outcome.join();
        }

        /** As they stand now; those that are forgotten already are named all the same. */
        int forget(List<MessageId> messages, Filter still, String certificate, Keeping.Beside beside) {
            List<Keeping.Seen> seen = new ArrayList<>(
                    keeping.open(messages).stream().map(Keeping.Kept::seen).toList());
            messages.stream()
                    .filter(id -> seen.stream().noneMatch(one -> one.id().equals(id)))
                    .forEach(id -> seen.add(new Keeping.Seen(id, 0)));
            return keeping.forget(seen, due(still), certificate, beside);
        }

        long number(String sql) {
            return store.read(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery(sql)) {
                    row.next();
                    return row.getLong(1);
                }
            });
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private static Keeping.Due due(Filter filter) {
        return new Keeping.Due(filter, NOW.plusSeconds(1));
    }

    private static Message message(String id, String text) {
        return Messages.text(id, text, NOW);
    }

    private static Sighting.Said edit(String id, String text) {
        return new Sighting.Said(message(id, text), new Revision("r2", NOW.plusSeconds(60)));
    }

    private static Sighting.Said said(String id, String text) {
        return Sighting.Said.once(message(id, text));
    }

    @Test
    default void ofWhatIsForgottenOnlyTheSkeletonIsLeft() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), edit("m1", LONG), said("m2", "留下"));
            MessageId id = message("m1", "").id();
            assertThat(house.number("SELECT COUNT(*) FROM hub_body")).isEqualTo(1);

            assertThat(house.forget(List.of(id), OF_FINANCE, "C-1", connection -> {}))
                    .isEqualTo(1);

            assertThat(house.number("SELECT COUNT(*) FROM hub_body")).isZero();
            assertThat(house.number("SELECT COUNT(*) FROM hub_journal WHERE body IS NOT NULL"))
                    .isEqualTo(1);
            MessageView shown = house.door.find(AUDITOR, id).orElseThrow();
            assertThat(shown.message().content().text()).isEmpty();
            assertThat(shown.message().payload()).isEmpty();
            assertThat(shown.message().content().unavailable())
                    .map(Unavailable::reason)
                    .contains(Unavailable.Reason.FORGOTTEN);
            assertThat(shown.message().sentAt()).isEqualTo(NOW);
            assertThat(house.door.versions(AUDITOR, id))
                    .allSatisfy(version ->
                            assertThat(version.message().content().text()).isEmpty());
            assertThat(house.door.trace(AUDITOR, id).orElseThrow().steps())
                    .anySatisfy(step ->
                            assertThat(step.gate() + " " + step.verdict()).isEqualTo("forgotten by certificate C-1"));
            assertThat(house.keeping.open(List.of(id))).isEmpty();
            assertThat(house.door.find(AUDITOR, message("m2", "").id()))
                    .hasValueSatisfying(
                            view -> assertThat(view.message().content().text()).contains("留下"));
        }
    }

    @Test
    default void readersAreToldAndNothingInMemoryRemembers() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), said("m2", "留下"));
            MessageId id = message("m1", "").id();
            house.forget(List.of(id), OF_FINANCE, "C-1", connection -> {});
            List<Entry> log = house.journal.after(0, 10);
            assertThat(log).hasSize(3);
            assertThat(log.get(0)).isInstanceOf(Entry.Unreadable.class);
            assertThat(log.get(2)).isEqualTo(new Entry.Forgotten(3, 1, Entry.Liveness.LATE, id, "C-1"));
            house.take(said("m3", "后来的"));
            assertThat(house.journal.after(2, 10)).hasSize(2);
        }
    }

    @Test
    default void whatIsPushedAgainIsAcknowledgedAndNotStored() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), edit("m1", "四点开会"));
            MessageId id = message("m1", "").id();
            house.forget(List.of(id), OF_FINANCE, "C-1", connection -> {});
            long head = house.journal.head();
            Sighting.Recalled recall = new Sighting.Recalled(
                    message("m1", "").key(), "test", message("m1", "").conversation(), Optional.empty(), NOW, "");
            assertThat(house.take(said("m1", "三点开会"), edit("m1", "四点开会"))).isZero();
            assertThat(house.take(
                            new Sighting.Said(message("m1", "另一个版本"), new Revision("r3", NOW.plusSeconds(90))), recall))
                    .isZero();
            assertThat(house.forget(List.of(id), OF_FINANCE, "C-2", connection -> {}))
                    .isZero();
            assertThat(house.journal.head()).isEqualTo(head);
            assertThat(house.number("SELECT COUNT(*) FROM hub_journal WHERE body IS NOT NULL"))
                    .isZero();
        }
    }

    @Test
    default void nothingIsForgottenThatFitsNoMoreNorWithoutWhatIsKeptBeside() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), said("m2", "四点开会"));
            List<MessageId> both =
                    List.of(message("m1", "").id(), message("m2", "").id());
            assertThatThrownBy(() -> house.forget(both, OF_FINANCE.and(Filter.nothing()), "C-1", connection -> {}))
                    .isInstanceOf(Keeping.Refused.class);
            assertThatThrownBy(() -> house.forget(both, OF_FINANCE, "C-1", connection -> {
                        throw new IllegalStateException("no certificate");
                    }))
                    .isInstanceOf(Keeping.Refused.class);
            assertThat(house.keeping.open(both)).hasSize(2);
            assertThat(house.journal.after(0, 10)).hasSize(2);
        }
    }

    @Test
    default void whatBelongsToAMessageGoesWithItOrStaysWithIt() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), said("m2", "四点开会"));
            List<MessageId> one = List.of(message("m1", "").id());
            List<MessageId> told = new ArrayList<>();
            Belongings broken = (transaction, messages) -> {
                throw new IllegalStateException("the files stay");
            };
            house.keeping.addBelongings((transaction, messages) -> told.addAll(messages));
            house.keeping.addBelongings(broken);
            assertThatThrownBy(() -> house.forget(one, OF_FINANCE, "C-1", connection -> {}))
                    .isInstanceOf(Keeping.Refused.class);
            assertThat(house.keeping.open(one)).hasSize(1);

            told.clear();
            house.keeping.removeBelongings(broken);
            assertThat(house.forget(one, OF_FINANCE, "C-1", connection -> {})).isEqualTo(1);
            assertThat(told).containsExactlyElementsOf(one);
            assertThat(house.forget(one, OF_FINANCE, "C-2", connection -> {})).isZero();
            assertThat(told).hasSize(1);
        }
    }

    @Test
    default void whatFitsIsFoundUntilItIsForgottenAndWhatFitsBesidesIsToldApart() {
        try (House house = new House(store())) {
            house.take(said("m1", "一"), said("m2", "二"), said("m3", "三"));
            Filter second = new Filter.SaidBy(Optional.empty(), Optional.empty(), "nobody");
            Keeping.Page page = house.keeping.find(due(OF_FINANCE), Filter.everything(), 0);
            assertThat(page.items()).hasSize(3).allMatch(Keeping.Found::besides);
            assertThat(page.next()).isEqualTo(OptionalLong.empty());
            assertThat(house.keeping.find(due(OF_FINANCE), second, 0).items()).noneMatch(Keeping.Found::besides);
            house.forget(List.of(message("m2", "").id()), OF_FINANCE, "C-1", connection -> {});
            assertThat(house.keeping.find(due(OF_FINANCE), second, 0).items())
                    .extracting(Keeping.Found::seq)
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    default void everyVersionIsOpenedWithItsEvidence() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), edit("m1", "四点开会"));
            Keeping.Kept kept =
                    house.keeping.open(List.of(message("m1", "").id())).get(0);
            assertThat(kept.seq()).isEqualTo(1);
            assertThat(kept.marks()).contains(FINANCE);
            assertThat(kept.versions())
                    .extracting(view -> view.message().content().text().orElse(""))
                    .containsExactly("三点开会", "四点开会");
        }
    }

    @Test
    default void whatChangedSinceItWasSeenIsNotForgotten() {
        Sighting.Recalled recall = new Sighting.Recalled(
                message("m1", "").key(), "test", message("m1", "").conversation(), Optional.empty(), NOW, "");
        List<MessageId> both = List.of(message("m1", "").id(), message("m2", "").id());
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), said("m2", "别的"));
            for (Sighting change : List.of(edit("m1", "四点开会"), recall)) {
                List<Keeping.Seen> seen = house.keeping.open(both).stream()
                        .map(Keeping.Kept::seen)
                        .toList();
                assertThat(house.take(change)).isEqualTo(1);
                assertThatThrownBy(() -> house.keeping.forget(seen, due(OF_FINANCE), "C-1", connection -> {}))
                        .isInstanceOfSatisfying(
                                Keeping.Refused.class,
                                e -> assertThat(e.reason().zh()).contains("编辑、撤回"));
                assertThat(house.keeping.open(both)).hasSize(2);
                assertThat(house.journal.trouble()).isEmpty();
            }
        }
    }

    @Test
    default void whatCameInLaterThanItSaysIsNotDue() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"));
            Keeping.Due before = new Keeping.Due(OF_FINANCE, NOW);
            assertThat(house.keeping.find(before, Filter.nothing(), 0).items()).isEmpty();
            List<Keeping.Seen> seen = house
                    .keeping
                    .open(List.of(message("m1", "").id()))
                    .stream()
                    .map(Keeping.Kept::seen)
                    .toList();
            assertThatThrownBy(() -> house.keeping.forget(seen, before, "C-1", connection -> {}))
                    .isInstanceOf(Keeping.Refused.class);
            assertThat(house.keeping.forget(seen, due(OF_FINANCE), "C-1", connection -> {}))
                    .isEqualTo(1);
        }
    }

    @Test
    default void whileAFindingIsOwedNothingIsForgotten() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"));
            house.owe(edit("m1", "发票见附件"), "rules");
            assertThat(house.keeping.find(due(OF_FINANCE), Filter.nothing(), 0).items())
                    .singleElement()
                    .matches(Keeping.Found::owed);
            assertThatThrownBy(() -> house.forget(List.of(message("m1", "").id()), OF_FINANCE, "C-1", connection -> {}))
                    .isInstanceOfSatisfying(
                            Keeping.Refused.class,
                            e -> assertThat(e.reason().zh()).contains("判定"));
        }
    }

    @Test
    default void whyWhoeverKeepsSomethingBesideDoesNotWantItIsPassedOn() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"));
            assertThatThrownBy(() -> house.forget(List.of(message("m1", "").id()), OF_FINANCE, "C-1", connection -> {
                        throw new Keeping.Refused(LocalText.of("有人要", "somebody needs it"));
                    }))
                    .isInstanceOfSatisfying(
                            Keeping.Refused.class,
                            e -> assertThat(e.reason().zh()).isEqualTo("有人要"));
            assertThat(house.keeping.open(List.of(message("m1", "").id()))).hasSize(1);
        }
    }

    @Test
    default void theKeyOfAMonthIsDestroyedOnceNothingOfItIsLeft() {
        try (House house = new House(store())) {
            house.take(said("m1", "三点开会"), edit("m1", LONG), said("m2", "四点开会"));
            List<String> there = new ArrayList<>(List.of("said/test", "said/other"));
            JournalPeriods periods = new JournalPeriods(house.journal, keys(there), house.vault);
            assertThat(periods.spent()).containsExactly("said/other");
            house.forget(List.of(message("m1", "").id()), OF_FINANCE, "C-1", connection -> {});
            assertThat(periods.spent()).containsExactly("said/other");
            assertThat(periods.destroy("said/test")).isFalse();
            house.forget(List.of(message("m2", "").id()), OF_FINANCE, "C-2", connection -> {});
            assertThat(periods.spent()).containsExactly("said/test", "said/other");
            assertThat(periods.destroy("said/test")).isTrue();
            assertThat(periods.destroy("said/test")).isFalse();
            assertThat(there).containsExactly("said/other");
        }
    }

    @Test
    default void aMonthHasWhatWasSaidInItAndTheRestIsPutUnderAnotherKey() {
        try (House house = new House(store())) {
            List<String> there = new ArrayList<>(List.of("said/2026-11"));
            JournalPeriods periods = new JournalPeriods(house.journal, keys(there), house.vault);
            house.vault.month = "2026-10";
            house.take(said("m1", "十月的话"), said("m2", "又一句"));
            house.vault.month = "2026-11";
            house.take(said("m3", "十一月的话"), edit("m1", LONG), said("m4", "十一月的另一句"));
            house.vault.month = "2026-12";
            house.take(edit("m3", "十二月改的"));
            MessageId third = message("m3", "").id();
            MessageId fourth = message("m4", "").id();
            house.forget(List.of(fourth), OF_FINANCE, "C-1", connection -> {});

            assertThat(periods.over()).containsExactly("said/2026-11");
            Periods.Page page = periods.messages("said/2026-11", 0);
            assertThat(page.next()).isEmpty();
            assertThat(page.items())
                    .extracting(Periods.Member::id, Periods.Member::forgotten)
                    .containsExactly(tuple(third, false), tuple(fourth, true));
            List<Long> lines = page.items().stream().map(Periods.Member::seq).toList();
            assertThat(periods.fitting(lines, OF_FINANCE)).containsExactlyInAnyOrderElementsOf(lines);
            assertThat(periods.fitting(lines, new Filter.Not(OF_FINANCE))).isEmpty();

            assertThatThrownBy(() -> periods.moveRest("said/2026-11")).isInstanceOf(IllegalStateException.class);
            house.forget(List.of(third), OF_FINANCE, "C-1", connection -> {});
            assertThat(periods.destroy("said/2026-11")).isFalse();
            assertThat(periods.moveRest("said/2026-11")).isEqualTo(1);
            assertThat(house.number("SELECT COUNT(*) FROM hub_journal WHERE body_key = 'said/2026-11'"))
                    .isZero();
            assertThat(periods.destroy("said/2026-11")).isTrue();
            assertThat(house.keeping
                            .open(List.of(message("m1", "").id()))
                            .get(0)
                            .versions())
                    .hasSize(2);
        }
    }

    private static PeriodKeys keys(List<String> there) {
        return new PeriodKeys() {
            @Override
            public List<String> over(String keyClass) {
                return there.stream()
                        .filter(key -> key.startsWith(keyClass + "/"))
                        .toList();
            }

            @Override
            public boolean destroy(String key) {
                return there.remove(key);
            }
        };
    }
}
