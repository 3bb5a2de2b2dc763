// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.huitong.api.finding.Change;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is thought of a message: by stages, again and again, and by people. */
class FoundTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03.004Z");
    private static final Mark MAKING = Mark.of(Mark.Kind.DEPARTMENT, "生产部");
    private static final Mark TESTING = Mark.of(Mark.Kind.DEPARTMENT, "质检部");
    private static final Mark URGENT = Mark.of(Mark.Kind.TAG, "紧急");
    private static final Mark COMPLAINT = Mark.of(Mark.Kind.TAG, "投诉");

    private final Message message = Messages.text("m1", "你好", NOW);
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
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Test
    void aFindingReplacesItsStagesEarlierOneAndBothStayInTheLog() {
        said("v1", NOW, finding("rooms", "1", MAKING), finding("rules", "1", URGENT));
        assertThat(found(1, finding("rooms", "2", TESTING))).isEqualTo(1);
        assertThat(marks()).containsExactlyInAnyOrder("DEPARTMENT 质检部", "TAG 紧急");
        twice(log -> {
            Entry.Found found = (Entry.Found) log.get(1);
            assertThat(found.before()).contains(finding("rooms", "1", MAKING));
            assertThat(found.finding()).isEqualTo(finding("rooms", "2", TESTING));
            assertThat(found.marks()).containsExactlyInAnyOrder(TESTING, URGENT);
            assertThat(found.liveness()).isEqualTo(Entry.Liveness.LATE);
            assertThat(((Entry.Said) log.get(0)).findings()).contains(finding("rooms", "1", MAKING));
        });
        assertThat(((Entry.Said) journal.after(0, 1).get(0)).marks()).containsExactlyInAnyOrder(TESTING, URGENT);
    }

    @Test
    void theSameFindingIsNotWrittenAgain() {
        said("v1", NOW, finding("rooms", "1", MAKING));
        assertThat(found(1, finding("rooms", "1", MAKING))).isZero();
        assertThat(found(1, finding("rooms", "2", TESTING))).isEqualTo(1);
        assertThat(found(1, finding("rooms", "2", TESTING))).isZero();
        assertThat(found(1, finding("rooms", "1", MAKING))).isEqualTo(1);
        assertThat(marks()).containsExactly("DEPARTMENT 生产部");
    }

    @Test
    void aMessageHasTheMarksOfAllItsVersionsAndThePriorityOfTheLast() {
        said("v1", NOW, finding("rules", "1", URGENT, Priority.HIGH.mark()));
        said("v2", NOW.plusSeconds(9), finding("rules", "1", COMPLAINT, Priority.LOW.mark()));
        assertThat(marks()).containsExactlyInAnyOrder("TAG 紧急", "TAG 投诉", "PRIORITY low");
        found(1, finding("rules", "2", MAKING));
        assertThat(marks()).containsExactlyInAnyOrder("DEPARTMENT 生产部", "TAG 投诉", "PRIORITY low");
        found(2, finding("rules", "2"));
        assertThat(marks()).containsExactly("DEPARTMENT 生产部");
    }

    @Test
    void whatIsSaidByHandHoldsWhateverIsFound() {
        said("v1", NOW, finding("rules", "1", URGENT, MAKING, Priority.LOW.mark()));
        assertThat(say(Change.tags(List.of("投诉"), List.of("紧急")))).isEqualTo(1);
        say(Change.priority(Priority.HIGH));
        assertThat(say(Change.priority(Priority.HIGH))).isZero();
        assertThat(marks()).containsExactlyInAnyOrder("TAG 投诉", "DEPARTMENT 生产部", "PRIORITY high");
        found(1, finding("rules", "2", URGENT, TESTING, Priority.LOW.mark()));
        said("v2", NOW.plusSeconds(9), finding("rules", "2", URGENT, Priority.LOW.mark()));
        assertThat(marks()).containsExactlyInAnyOrder("TAG 投诉", "DEPARTMENT 质检部", "PRIORITY high");
        twice(log -> {
            Entry.Found first = (Entry.Found) log.get(1);
            assertThat(first.before()).isEmpty();
            assertThat(first.finding().isByHand()).isTrue();
            assertThat(first.finding().snapshot()).isEqualTo("zhang");
            assertThat(first.finding().denied()).containsExactly(URGENT);
            assertThat(first.liveness()).isEqualTo(Entry.Liveness.LIVE);
            Entry.Said edited = (Entry.Said) log.get(4);
            assertThat(edited.marks()).containsExactlyInAnyOrder(COMPLAINT, TESTING, Priority.HIGH.mark());
        });
        say(Change.reset(Mark.Kind.TAG));
        say(Change.reset(Mark.Kind.PRIORITY));
        assertThat(marks()).containsExactlyInAnyOrder("TAG 紧急", "DEPARTMENT 质检部", "PRIORITY low");
    }

    @Test
    void thereIsOneModuleAtATime() {
        Mark sales = Mark.of(Mark.Kind.MODULE, "销售");
        Mark service = Mark.of(Mark.Kind.MODULE, "售后");
        said("v1", NOW, finding("rules", "1", sales));
        say(Change.only(service));
        assertThat(marks()).containsExactly("MODULE 售后");
        say(Change.only(sales));
        assertThat(marks()).containsExactly("MODULE 销售");
    }

    @Test
    void whatWasSaidInOnePieceIsTakenBackAndWhatOthersSaidSinceIsNot() {
        said("v1", NOW, finding("rules", "1", URGENT));
        say(Change.tags(List.of("早先"), List.of()));
        Change piece = Change.tags(List.of("投诉", "核实"), List.of("紧急", "早先"));
        write(new Draft.Hand(message.id(), new ByHand.Says(piece), "li", NOW, Optional.of("j1")));
        assertThat(marks()).containsExactlyInAnyOrder("TAG 投诉", "TAG 核实");
        say(Change.tags(List.of("后来"), List.of("核实")));
        long line = number("SELECT seq FROM hub_hand WHERE job = 'j1'");
        write(new Draft.Hand(
                message.id(), new ByHand.TakesBack(line, EnumSet.of(Mark.Kind.TAG)), "li", NOW, Optional.empty()));
        assertThat(marks()).containsExactlyInAnyOrder("TAG 紧急", "TAG 早先", "TAG 后来");
        assertThat(write(new Draft.Hand(
                        message.id(),
                        new ByHand.TakesBack(line, EnumSet.of(Mark.Kind.TAG)),
                        "li",
                        NOW,
                        Optional.empty())))
                .isZero();
    }

    @Test
    void whoNeedsToKnowOwesItsFindingAgainAndWhatWasMadeOfTheOldOneIsRefused() {
        said("v1", NOW, finding("rooms", "1", MAKING), finding("rules", "1", URGENT));
        write(draft(1, finding("rooms", "2", TESTING), Map.of(), List.of("rules")));
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "rules", 1))).isTrue();
        assertThat(store.<Long>read(c -> Debts.firstMissing(c, "rules"))).isEqualTo(Long.MAX_VALUE);

        Finding late = finding("rules", "2", COMPLAINT);
        var old = Map.of("rooms", Optional.of(finding("rooms", "1", MAKING)));
        assertThat(pay(draft(1, late, old, List.of()))).isZero();
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "rules", 1))).isTrue();
        var now = Map.of("rooms", Optional.of(finding("rooms", "2", TESTING)));
        assertThat(pay(draft(1, late, now, List.of()))).isEqualTo(1);
        assertThat(store.<Boolean>read(c -> Debts.owes(c, "rules", 1))).isFalse();
        assertThat(marks()).containsExactlyInAnyOrder("DEPARTMENT 质检部", "TAG 投诉");
    }

    @Test
    void whoWaitsForAStagesFirstWordWaitsOnWhereItWasMadeOfWhatIsOld() {
        said("v1", NOW, finding("rooms", "2", TESTING));
        store.write(c -> {
            Debts.owe(c, "rules", List.of(1L));
            return null;
        });
        var old = Map.of("rooms", Optional.of(finding("rooms", "1", MAKING)));
        assertThat(pay(draft(1, finding("rules", "2", COMPLAINT), old, List.of())))
                .isZero();
        assertThat(store.<Long>read(c -> Debts.firstMissing(c, "rules"))).isEqualTo(1);
    }

    @Test
    void noNumberIsGivenAgainWhereTheTailOfTheLogWasDeleted() {
        said("v1", NOW);
        said("v2", NOW.plusSeconds(1));
        journal.close();
        store.write(c -> c.createStatement().executeUpdate("DELETE FROM hub_journal WHERE seq = 2"));
        store.write(c -> c.createStatement().executeUpdate("DELETE FROM hub_once WHERE seq = 2"));
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        assertThat(journal.head()).isEqualTo(2);
        said("v3", NOW.plusSeconds(2));
        assertThat(journal.after(0, 10)).extracting(Entry::seq).containsExactly(1L, 3L);
    }

    /** From memory, and from the database after a restart. */
    private void twice(Consumer<List<Entry>> check) {
        check.accept(journal.after(0, 100));
        journal.close();
        journal = new Journal(store, DerbyStore.schema("hub"), vault);
        check.accept(journal.after(0, 100));
    }

    private static Finding finding(String stage, String snapshot, Mark... marks) {
        return new Finding(stage, 1, snapshot, Set.of(marks));
    }

    private void said(String revision, Instant at, Finding... findings) {
        write(journal.scribe()
                .said(new Sighting.Said(message, new Revision(revision, at)), "d", NOW, List.of(findings), List.of()));
    }

    private int found(long about, Finding finding) {
        return write(draft(about, finding, Map.of(), List.of()));
    }

    private Draft.Found draft(
            long about, Finding finding, Map<String, Optional<Finding>> basis, List<String> successors) {
        return journal.scribe().found(about, 1, message, finding, basis, successors, NOW);
    }

    private int say(Change change) {
        return write(new Draft.Hand(message.id(), new ByHand.Says(change), "zhang", NOW, Optional.empty()));
    }

    private int write(Draft draft) {
        return write(draft, Optional.empty());
    }

    private int pay(Draft.Found draft) {
        return write(draft, Optional.of(new Intake.Payment(draft.finding().stage(), draft.ofSeq(), draft.ofSeq())));
    }

    private int write(Draft draft, Optional<Intake.Payment> payment) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(List.of(draft), List.of(), payment, Optional.empty(), 0, outcome::complete));
        return ((Intake.Outcome.Stored) outcome.join()).fresh();
    }

    /** What lists and rights are decided on. */
    private List<String> marks() {
        return store.read(connection -> {
            List<String> marks = new ArrayList<>();
            try (var select = connection.prepareStatement(
                            "SELECT n.kind, n.value FROM hub_mark m JOIN hub_name n ON n.id = m.mark WHERE m.seq = 1");
                    var row = select.executeQuery()) {
                while (row.next()) {
                    marks.add(row.getString(1) + " " + row.getString(2));
                }
            }
            return marks;
        });
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
}
