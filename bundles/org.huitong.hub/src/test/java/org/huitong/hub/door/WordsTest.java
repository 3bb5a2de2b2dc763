// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.Highlight;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words at the door: what the concordance knows of everybody's messages is told of the asker's alone. */
class WordsTest implements DecisionPoint {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    private static final Asker CLERK = new Asker("clerk", "文员", Optional.empty());
    private static final Filter SALES = Filter.marked(Mark.Kind.DEPARTMENT, "sales");
    private static final int MESSAGES = 1_000;

    private final FakeConcordance concordance = new FakeConcordance();
    private boolean readsRecalled = true;
    private DerbyStore store;
    private Journal journal;
    private Door door;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        door = new Door(journal, this, new HeardAudit(), concordance.lookup(), new Masking(), new TestClock());
        for (int i = 1; i <= MESSAGES; i++) {
            String department = i % 10 == 0 ? "sales" : "board";
            String word = i % 3 == 0 ? "合同" : "午饭";
            said(Messages.text("m" + i, "今天的" + word + "好了", NOW.plusSeconds(i)), department);
            concordance.says(i, Set.of(word, department));
        }
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Override
    public Decision decide(Asker asker, Act act, On on) {
        return new Decision.Allowed();
    }

    @Override
    public Scope scope(Asker asker, Act use) {
        return use.word().equals(Permissions.READ_RECALLED) && !readsRecalled
                ? new Scope.Nothing(LocalText.of("没有权限", "no right"))
                : new Scope.Within(SALES);
    }

    @Test
    void whatIsFoundIsWithinTheScopeInEveryOrder() {
        Filter words = new Filter.Words("合同");
        List<Long> expected = new ArrayList<>();
        for (long i = 30; i <= MESSAGES; i += 30) {
            expected.add(i);
        }
        assertThat(paged(words, 7)).containsExactlyInAnyOrderElementsOf(expected);
        Message any = Messages.text("m1", "", NOW);
        Filter.InRoom room = new Filter.InRoom(
                Optional.of(any.key().platform()),
                Optional.of(any.key().tenant()),
                any.conversation().id());
        List<Long> spoken = new ArrayList<>();
        OptionalLong after = OptionalLong.of(0);
        while (after.isPresent()) {
            MessageDoor.Listing page =
                    list(new MessageQuery(words, new Order.Spoken(room, after, OptionalLong.empty()), 7));
            page.items().forEach(item -> spoken.add(item.seq()));
            after = page.next().stream().mapToLong(Long::parseLong).findFirst();
        }
        assertThat(spoken).containsExactlyElementsOf(expected);
        MessageDoor.Listing last =
                list(new MessageQuery(words, new Order.Spoken(room, OptionalLong.empty(), OptionalLong.of(100)), 2));
        assertThat(last.items()).extracting(MessageView::seq).containsExactly(60L, 90L);
    }

    @Test
    void highlightsAreOfWhatIsShown() {
        MessageDoor.Listing page = list(MessageQuery.newest(new Filter.Words("合同"), 2));
        assertThat(page.highlights())
                .containsOnlyKeys(page.items().get(0).id(), page.items().get(1).id());
        assertThat(page.highlights().values()).containsOnly(List.of(new Highlight("text", 3, 5)));
        assertThat(list(MessageQuery.newest(Filter.everything(), 2)).highlights())
                .isEmpty();
    }

    /** Words that others alone wrote, and words that nobody did: nothing tells the two apart. */
    @Test
    void whatOthersWroteLooksLikeWhatNobodyWrote() {
        MessageDoor.Listing others = list(MessageQuery.newest(new Filter.Words("board"), 10));
        MessageDoor.Listing nobodys = list(MessageQuery.newest(new Filter.Words("没有人写过"), 10));
        assertThat(others).isEqualTo(nobodys);
        assertThat(others.items()).isEmpty();
        assertThat(others.next()).isEmpty();
        assertThat(others.scope()).isEqualTo(SALES);
        assertThat(rooms(new Filter.Words("board"))).isEmpty();
        assertThat(rooms(new Filter.Words("合同"))).singleElement().satisfies(room -> assertThat(room.unread())
                .isEqualTo(33));
    }

    /** Nor does a hit, or the lack of one, tell a word of what was taken back. */
    @Test
    void wordsThatWereTakenBackAreFoundByWhoMayReadThemAlone() {
        Message gone = Messages.text("m990", "今天的合同好了", NOW.plusSeconds(990));
        write(journal.scribe()
                .recalled(
                        new Sighting.Recalled(
                                gone.key(), gone.account(), gone.conversation(), Optional.empty(), NOW, "{}"),
                        "d",
                        NOW));
        for (Filter filter : List.of(new Filter.Words("合同"), new Filter.Not(new Filter.Words("午饭")))) {
            readsRecalled = true;
            List<Long> all = paged(filter, 1);
            assertThat(all).contains(990L);
            readsRecalled = false;
            assertThat(paged(filter, 1))
                    .isEqualTo(all.stream().filter(seq -> seq != 990).toList());
        }
        assertThat(paged(SALES, 50)).contains(990L);
    }

    @Test
    void whatWasNotReadYetIsSaid() {
        concordance.complete = false;
        assertThat(list(MessageQuery.newest(new Filter.Words("合同"), 1)).complete())
                .isFalse();
        assertThat(list(MessageQuery.newest(Filter.everything(), 1)).complete()).isTrue();
    }

    @Test
    void withoutSearchWordsAreRefused() {
        Door without = new Door(journal, this, new HeardAudit(), new Lookup(), new Masking(), new TestClock());
        assertThatThrownBy(() -> without.list(CLERK, MessageQuery.newest(new Filter.Words("合同"), 1)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status() + " " + problem.word())
                        .isEqualTo("400 search-not-installed"));
    }

    private List<MessageDoor.Room> rooms(Filter filter) {
        return ((MessageDoor.Reading.Granted<MessageDoor.Rooms>) door.rooms(CLERK, filter, OptionalLong.empty(), 50))
                .value()
                .items();
    }

    private List<Long> paged(Filter filter, int limit) {
        List<Long> all = new ArrayList<>();
        Optional<OptionalLong> before = Optional.of(OptionalLong.empty());
        while (before.isPresent()) {
            MessageDoor.Listing page = list(new MessageQuery(filter, new Order.Newest(before.get()), limit));
            page.items().forEach(item -> all.add(item.seq()));
            before = page.next().map(next -> OptionalLong.of(Long.parseLong(next)));
        }
        return all;
    }

    private MessageDoor.Listing list(MessageQuery query) {
        return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(CLERK, query)).value();
    }

    private void said(Message message, String department) {
        Finding finding = new Finding("people", 1, "s", Set.of(Mark.of(Mark.Kind.DEPARTMENT, department)));
        write(journal.scribe()
                .said(new Sighting.Said(message, Revision.ofContent(message)), "d", NOW, List.of(finding), List.of()));
    }

    private void write(Draft draft) {
        CompletableFuture<Intake.Outcome> stored = new CompletableFuture<>();
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 1, stored::complete));
        assertThat(stored.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }
}
