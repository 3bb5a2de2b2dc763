// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.audit.Deed;
import org.huitong.api.filter.Filter;
import org.huitong.api.finding.Change;
import org.huitong.api.finding.Findings;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.hub.door.Door;
import org.huitong.hub.door.Lookup;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.hub.stage.Plugging;
import org.huitong.hub.stage.StageBench;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** Many messages at once: tagged by a person and taken back, and judged anew after a rule was corrected. */
interface ManyContract {
    int MESSAGES = Integer.getInteger("huitong.findings.messages", 2_000);
    Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    /** Sees everything, and may say everything. */
    Asker CLERK = new Asker("clerk", "专员", Optional.empty());
    /** Sees what is of the department 质检部, and may say nothing. */
    Asker TESTER = new Asker("tester", "质检", Optional.empty());

    Mark MAKING = Mark.of(Mark.Kind.DEPARTMENT, "生产部");
    Mark TESTING = Mark.of(Mark.Kind.DEPARTMENT, "质检部");
    Filter TESTED = Filter.marked(Mark.Kind.DEPARTMENT, "质检部");

    /** With the schema {@code hub}, empty. */
    Transactions store();

    /** The hub's parts, and a stage whose rule can be corrected. */
    final class House implements AutoCloseable, DecisionPoint {
        final Journal journal;
        final Findings findings;
        final HeardAudit audit = new HeardAudit();
        final Set<String> asked = new HashSet<>();
        final Door door;
        volatile Map<String, Mark> rule = Map.of("fit", MAKING);

        House(Transactions store) {
            journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
            StageBench bench = new StageBench(journal, bundle -> true);
            findings = new JournalFindings(journal, bench, this, audit, new Lookup(), new TestClock(NOW));
            door = new Door(journal, this, new HeardAudit(), new Lookup(), new Masking(), new TestClock());
            Stage stage = () -> {
                Map<String, Mark> known = rule;
                return new Stage.Judge() {
                    @Override
                    public String snapshot() {
                        return known.toString();
                    }

                    @Override
                    public Set<Mark> judge(Message message) {
                        return message.content()
                                .text()
                                .map(known::get)
                                .map(Set::of)
                                .orElse(Set.of());
                    }
                };
            };
            Plugging.add(bench, stage, Map.of("huitong.stage", "rooms"));
        }

        @Override
        public Decision decide(Asker asker, Act act, On on) {
            asked.add(act.word());
            return asker.equals(CLERK) ? new Decision.Allowed() : new Decision.Denied(LocalText.of("没有权限", "no right"));
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Within(asker.equals(CLERK) ? Filter.everything() : TESTED);
        }

        /** Every second message fits the rule. */
        void say(int messages) {
            for (int from = 0; from < messages; from += 500) {
                List<Draft> drafts = new ArrayList<>();
                for (int i = from; i < Math.min(messages, from + 500); i++) {
                    Sighting.Said said = (Sighting.Said)
                            Sighting.Said.once(Messages.text("m" + i, i % 2 == 0 ? "fit" : "other", NOW));
                    Set<Mark> marks = i % 2 == 0 ? Set.of(MAKING) : Set.of();
                    drafts.add(journal.scribe()
                            .said(said, "d" + i, NOW, List.of(new Finding("rooms", 1, "1", marks)), List.of()));
                }
                CompletableFuture<Intake.Outcome> stored = new CompletableFuture<>();
                journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, stored::complete));
                assertThat(stored.join()).isInstanceOf(Intake.Outcome.Stored.class);
            }
        }

        int list(Asker asker, Filter filter) {
            int found = 0;
            OptionalLong before = OptionalLong.empty();
            do {
                MessageQuery query = new MessageQuery(filter, new MessageQuery.Order.Newest(before), 500);
                MessageDoor.Listing page =
                        ((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(asker, query)).value();
                found += page.items().size();
                before =
                        page.next().map(n -> OptionalLong.of(Long.parseLong(n))).orElse(OptionalLong.empty());
            } while (before.isPresent());
            return found;
        }

        int sayOfAll(String piece, Filter filter, Change change, boolean only) {
            int changed = 0;
            OptionalLong place = OptionalLong.empty();
            do {
                Findings.Step step = findings.sayOfMany(CLERK, piece, filter, change, place, only);
                changed += step.changed();
                place = step.place();
            } while (place.isPresent());
            return changed;
        }

        int takeBack(String piece, Change said) {
            int changed = 0;
            OptionalLong place = OptionalLong.of(0);
            while (place.isPresent()) {
                Findings.Step step = findings.takeBack(CLERK, piece, said, place.getAsLong());
                changed += step.changed();
                place = step.place();
            }
            return changed;
        }

        int judgeAnew(boolean only) {
            int changed = 0;
            OptionalLong place = OptionalLong.of(0);
            long upTo = journal.head();
            while (place.isPresent()) {
                Findings.Step step = findings.judgeAnew(CLERK, "rooms", place.getAsLong(), upTo, only);
                changed += step.changed();
                place = step.place();
            }
            return changed;
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Test
    default void manyAreTaggedAndTakenBack() {
        try (House house = new House(store())) {
            house.say(MESSAGES);
            Filter made = Filter.marked(Mark.Kind.DEPARTMENT, "生产部");
            Filter tagged = Filter.marked(Mark.Kind.TAG, "核实");
            Change change = Change.tags(List.of("核实"), List.of());
            int fitting = MESSAGES / 2;
            assertThat(house.sayOfAll("look", made, change, true)).isEqualTo(fitting);
            assertThat(house.list(CLERK, tagged)).isZero();
            // One of them has the tag already, by hand and for good.
            MessageView own =
                    house.door.find(CLERK, Messages.text("m0", "fit").id()).orElseThrow();
            assertThat(house.findings.say(CLERK, own.id(), change)).isEqualTo(new Findings.Outcome.Said(true));

            assertThat(house.sayOfAll("j1", made, change, false)).isEqualTo(fitting - 1);
            assertThat(house.list(CLERK, tagged)).isEqualTo(fitting);
            assertThat(house.sayOfAll("j1", made, change, false)).isZero();

            assertThat(house.takeBack("j1", change)).isEqualTo(fitting - 1);
            assertThat(house.list(CLERK, tagged)).isEqualTo(1);
            assertThat(house.takeBack("j1", change)).isZero();
        }
    }

    @Test
    default void manyAreJudgedAnewAndListsAndRightsFollowAndWhatWasSaidByHandStays() {
        try (House house = new House(store())) {
            house.say(MESSAGES);
            int fitting = MESSAGES / 2;
            Message first = Messages.text("m0", "fit");
            Message second = Messages.text("m2", "fit");
            house.findings.say(CLERK, first.id(), Change.tags(List.of("核实"), List.of()));
            Change denied = new Change(Set.of(), Set.of(TESTING), Set.of(), Set.of());
            house.findings.say(CLERK, second.id(), denied);
            assertThat(house.list(TESTER, Filter.everything())).isZero();

            house.rule = Map.of("fit", TESTING);
            assertThat(house.judgeAnew(true)).isEqualTo(fitting);
            assertThat(house.list(TESTER, Filter.everything())).isZero();
            assertThat(house.judgeAnew(false)).isEqualTo(fitting);
            assertThat(house.judgeAnew(false)).isZero();

            // All but the one of which a person said that it is not theirs.
            assertThat(house.list(TESTER, Filter.everything())).isEqualTo(fitting - 1);
            assertThat(house.door.maySee(TESTER, first.id())).isTrue();
            assertThat(house.door.maySee(TESTER, second.id())).isFalse();
            assertThat(house.list(CLERK, Filter.marked(Mark.Kind.DEPARTMENT, "生产部")))
                    .isZero();
            assertThat(house.door.find(CLERK, first.id()).orElseThrow().marks(Mark.Kind.TAG))
                    .containsExactly("核实");

            List<Entry> log = new ArrayList<>();
            for (List<Entry> piece = house.journal.after(0, 500);
                    !piece.isEmpty();
                    piece = house.journal.after(log.get(log.size() - 1).seq(), 500)) {
                log.addAll(piece);
            }
            List<Entry.Found> anew = log.stream()
                    .filter(e -> e instanceof Entry.Found f && !f.finding().isByHand())
                    .map(Entry.Found.class::cast)
                    .toList();
            assertThat(anew).hasSize(fitting).allSatisfy(found -> {
                assertThat(found.liveness()).isEqualTo(Entry.Liveness.LATE);
                assertThat(found.before().orElseThrow().marks()).containsExactly(MAKING);
                assertThat(found.finding().marks()).containsExactly(TESTING);
            });
        }
    }

    @Test
    default void whoMayNotSayMayNotSay() {
        try (House house = new House(store())) {
            house.say(2);
            Change change = Change.tags(List.of("核实"), List.of());
            assertThat(house.findings.say(TESTER, Messages.text("m0", "fit").id(), change))
                    .isInstanceOf(Findings.Outcome.Denied.class);
            assertThatThrownBy(() -> house.findings.sayOfMany(
                            TESTER, "j", Filter.everything(), change, OptionalLong.empty(), false))
                    .isInstanceOf(Findings.Refused.class);
            assertThat(house.findings.say(CLERK, Messages.text("never said", "").id(), change))
                    .isInstanceOf(Findings.Outcome.Missing.class);
            Change rule = Change.only(Mark.of(Mark.Kind.RULE, "r"));
            assertThat(house.findings.objection(CLERK, rule)).isPresent();
        }
    }

    @Test
    default void whatAnotherPersonSaidOfAPieceInTheMeantimeIsNotTakenBackWithIt() {
        try (House house = new House(store())) {
            house.say(10);
            Change tag = Change.tags(List.of("核实"), List.of());
            house.sayOfAll("j1", Filter.everything(), tag, false);
            MessageId one = Messages.text("m1", "other").id();
            house.findings.say(CLERK, one, Change.tags(List.of(), List.of("核实")));
            house.findings.say(CLERK, one, tag);

            assertThat(house.takeBack("j1", tag)).isEqualTo(9);
            assertThat(house.list(CLERK, Filter.marked(Mark.Kind.TAG, "核实"))).isEqualTo(1);
        }
    }

    @Test
    default void aPieceTakenBackTouchesNothingOfAnotherKind() {
        try (House house = new House(store())) {
            house.say(2);
            Change owner = new Change(Set.of(Mark.of(Mark.Kind.ASSIGNED, "p1")), Set.of(), Set.of(), Set.of());
            house.sayOfAll("j1", Filter.everything(), owner, false);
            assertThat(house.takeBack("j1", Change.tags(List.of("x"), List.of())))
                    .isZero();
            assertThat(house.takeBack("j1", owner)).isEqualTo(2);
        }
    }

    @Test
    default void whatIsSaidIsADeedInTheSameTransactionAndNothingNewIsNone() {
        try (House house = new House(store())) {
            house.say(2);
            MessageId one = Messages.text("m0", "fit").id();
            Change tag = Change.tags(List.of("核实"), List.of());
            house.findings.say(CLERK, one, tag);
            house.findings.say(CLERK, one, tag);
            house.sayOfAll("j1", Filter.everything(), tag, false);
            house.takeBack("j1", tag);

            assertThat(house.audit.deeds())
                    .extracting(Deed::verb, deed -> deed.thing().word(), deed -> deed.difference()
                            .map(difference -> difference.before() + "|" + difference.after())
                            .orElse(""))
                    .containsExactly(
                            tuple("messages.say", "message:" + one.value(), "|+ tag 核实"),
                            tuple("messages.say", "messages:j1", "|+ tag 核实"),
                            tuple("messages.takeback", "messages:j1", "+ tag 核实|"));
        }
    }

    @Test
    default void whatDecidesWhoMayReadNeedsTheRightToAssign() {
        try (House house = new House(store())) {
            for (Mark.Kind kind : Mark.Kind.values()) {
                Mark mark = Mark.of(kind, kind == Mark.Kind.SECRECY ? "secret" : "high");
                Change change = new Change(Set.of(mark), Set.of(), Set.of(), Set.of());
                house.asked.clear();
                house.findings.objection(CLERK, change);
                boolean harmless = Set.of(
                                Mark.Kind.TAG,
                                Mark.Kind.MODULE,
                                Mark.Kind.PRIORITY,
                                Mark.Kind.CUSTOMER,
                                Mark.Kind.SECRECY)
                        .contains(kind);
                assertThat(house.asked)
                        .as("%s", kind)
                        .isEqualTo(
                                kind == Mark.Kind.RULE
                                        ? Set.of()
                                        : Set.of(harmless ? Permissions.TAG : Permissions.ASSIGN));
            }
            house.asked.clear();
            Mark open = Mark.of(Mark.Kind.SECRECY, "public");
            house.findings.objection(CLERK, new Change(Set.of(open), Set.of(), Set.of(), Set.of()));
            assertThat(house.asked).containsExactly(Permissions.ASSIGN);
        }
    }

    @Test
    default void aSecrecyThatNobodyKnowsIsRefused() {
        try (House house = new House(store())) {
            Mark unknown = Mark.of(Mark.Kind.SECRECY, "机密");
            assertThat(house.findings.objection(CLERK, new Change(Set.of(unknown), Set.of(), Set.of(), Set.of())))
                    .isPresent();
        }
    }
}
