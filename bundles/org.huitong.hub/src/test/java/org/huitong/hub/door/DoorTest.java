// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.access.Permissions;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Trace;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.text.LocalText;
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

class DoorTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    private static final Asker AUDITOR = new Asker("auditor", "审计员", Optional.empty());
    /** Reads everything, but not what was taken back. */
    private static final Asker READER = new Asker("reader", "员工", Optional.empty());

    private static final Asker STRANGER = new Asker("stranger", "某人", Optional.empty());

    private final TestClock clock = new TestClock();
    private final HeardAudit audit = new HeardAudit();
    private final FakeConcordance concordance = new FakeConcordance();
    private DerbyStore store;
    private Journal journal;
    private Door door;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        door = new Door(
                journal,
                new DecisionPoint() {
                    @Override
                    public Decision decide(Asker asker, Act act, On on) {
                        return new Decision.Denied(LocalText.of("谁都不行", "nobody"));
                    }

                    @Override
                    public Scope scope(Asker asker, Act use) {
                        return asker.equals(AUDITOR)
                                        || asker.equals(READER) && use.word().equals(Permissions.READ)
                                ? new Scope.Within(Filter.everything())
                                : new Scope.Nothing(LocalText.of("没有权限", "no right"));
                    }
                },
                audit,
                concordance.lookup(),
                new Masking(),
                clock);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Test
    void everyWayInLeavesATraceAlsoWhereItStaysShut() {
        Message message = Messages.text("m1", "你好", NOW);
        said(message, "v1", NOW);
        String id = message.id().value();
        assertThat(door.find(STRANGER, message.id())).isEmpty();
        assertThat(door.versions(STRANGER, message.id())).isEmpty();
        assertThat(door.trace(STRANGER, message.id())).isEmpty();
        assertThat(door.list(STRANGER, query(Optional.empty()))).isInstanceOf(MessageDoor.Reading.Denied.class);
        assertThat(door.find(AUDITOR, message.id())).isPresent();
        assertThat(list(Optional.empty())).hasSize(1);
        assertThat(audit.lines())
                .containsExactly(
                        "stranger messages.find message:" + id + " refused",
                        "stranger messages.versions message:" + id + " refused",
                        "stranger messages.trace message:" + id + " refused",
                        "stranger messages.list messages refused",
                        "auditor messages.find message:" + id + " done",
                        "auditor messages.list message:" + id + " done");
    }

    /** Rooms a, b and c are spoken in by turns; each page goes on where the last one ended. */
    @Test
    void roomsComeByTheirNewestMessageWithWhatIsUnread() {
        for (int i = 1; i <= 230; i++) {
            String room = i <= 210 ? "a" : i <= 220 ? "b" : "c";
            said(in(Messages.text("m" + i, "你好", NOW.plusSeconds(i)), room), "v1", NOW);
        }
        said(in(Messages.text("again", "你好", NOW), "a"), "v1", NOW);
        assertThat(rooms(OptionalLong.empty(), 2)).containsExactly("a again 99", "c m230 10");
        assertThat(rooms(OptionalLong.of(230), 2)).containsExactly("b m220 10");
        assertThat(rooms(OptionalLong.empty(), 50)).containsExactly("a again 99", "c m230 10", "b m220 10");

        door.read(AUDITOR, Messages.text("m225", "").id());
        door.read(AUDITOR, Messages.text("m223", "").id());
        door.read(AUDITOR, Messages.text("again", "").id());
        assertThat(rooms(OptionalLong.empty(), 50)).containsExactly("a again 0", "c m230 5", "b m220 10");
        assertThat(door.rooms(STRANGER, Filter.everything(), OptionalLong.empty(), 2))
                .isInstanceOf(MessageDoor.Reading.Denied.class);
    }

    private List<String> rooms(OptionalLong before, int limit) {
        var rooms = ((MessageDoor.Reading.Granted<MessageDoor.Rooms>)
                        door.rooms(AUDITOR, Filter.everything(), before, limit))
                .value();
        return rooms.items().stream()
                .map(room -> room.newest().message().conversation().id() + " "
                        + room.newest().message().key().nativeId() + " " + room.unread())
                .toList();
    }

    private static Message in(Message m, String room) {
        return new Message(
                m.key(),
                m.account(),
                Conversation.of(room, Conversation.Kind.GROUP),
                m.sender(),
                m.content(),
                m.sentAt(),
                m.order(),
                m.payload());
    }

    @Test
    void aTraceCountsWhatEachStageFound() {
        Message message = Messages.text("m1", "你好", NOW);
        Finding one = new Finding("a", 1, "s1", Set.of(Mark.of(Mark.Kind.RULE, "urgent")));
        said(message, "v1", NOW, one, ranked("b", Priority.HIGH));
        assertThat(door.trace(AUDITOR, message.id()).orElseThrow().steps())
                .filteredOn(step -> step.gate().equals("judged"))
                .extracting(Trace.Step::verdict)
                .containsExactlyInAnyOrder("1 mark, rule urgent (snapshot s1)", "2 marks (snapshot s1)");
    }

    @Test
    void whoAsksForAPriorityGetsWhatIsShownWithIt() {
        said(Messages.text("plain", "甲", NOW), "v1", NOW);
        said(Messages.text("low", "乙", NOW), "v1", NOW, ranked("a", Priority.LOW));
        said(Messages.text("high", "丙", NOW), "v1", NOW, ranked("a", Priority.LOW), ranked("b", Priority.HIGH));
        // Found later.
        said(Messages.text("low, late", "丁", NOW), "v1", NOW);
        found(4, Messages.text("low, late", "丁", NOW), ranked("a", Priority.LOW));
        // What an older version was found to be counts no more; nor does a finding that comes late for it.
        Message edited = Messages.text("edited", "戊", NOW);
        said(edited, "v1", NOW, ranked("a", Priority.HIGH));
        said(edited, "v2", NOW.plusSeconds(9), ranked("a", Priority.LOW));
        found(6, edited, ranked("b", Priority.HIGH));
        said(edited, "v0", NOW.minusSeconds(9), ranked("a", Priority.HIGH));
        for (Priority priority : Priority.values()) {
            List<MessageView> seen = list(Optional.empty()).stream()
                    .filter(m -> m.priority() == priority)
                    .toList();
            assertThat(list(Optional.of(priority))).as(priority.word()).isEqualTo(seen);
        }
        assertThat(list(Optional.of(Priority.LOW))).hasSize(3);
        assertThat(list(Optional.of(Priority.MEDIUM))).hasSize(1);
        assertThat(list(Optional.of(Priority.HIGH))).hasSize(1);
    }

    @Test
    void versionsAreCountedAsTheyWereMadeWhicheverCameFirst() {
        Message first = Messages.text("m1", "三点", NOW);
        Message edited = Messages.text("m1", "四点", NOW);
        Message again = Messages.text("m1", "五点", NOW);
        said(edited, "v2", NOW.plusSeconds(60));
        said(first, "v1", NOW);
        assertThat(list(Optional.empty()))
                .extracting(MessageView::message, MessageView::version)
                .containsExactly(tuple(edited, 2));
        said(again, "v3", NOW.plusSeconds(90));

        List<MessageView> versions = door.versions(AUDITOR, first.id());
        assertThat(versions)
                .extracting(MessageView::message, MessageView::version)
                .containsExactly(tuple(first, 1), tuple(edited, 2), tuple(again, 3));
        MessageView shown = door.find(AUDITOR, first.id()).orElseThrow();
        assertThat(shown.version()).isEqualTo(3);
        assertThat(shown.message()).isEqualTo(versions.get(2).message());
        assertThat(door.trace(AUDITOR, first.id()).orElseThrow().steps())
                .filteredOn(step -> step.gate().equals("stored"))
                .extracting(Trace.Step::verdict)
                .containsExactlyInAnyOrder(
                        "version 2, line 1 of the log", "line 2 of the log", "version 3, line 3 of the log");
    }

    @Test
    void aPageOfLongMessagesIsShorterAndTheNextGoesOn() {
        String payload = "{\"long\":\"" + "x".repeat(600_000) + "\"}";
        for (int i = 1; i <= 9; i++) {
            said(payload(Messages.text("m" + i, "长", NOW.plusSeconds(i)), payload), "v1", NOW);
        }
        for (Way way : Way.values()) {
            List<Long> seen = new ArrayList<>();
            OptionalLong from = way == Way.OLDEST || way == Way.SPOKEN
                    ? OptionalLong.of(0)
                    : way.back() ? OptionalLong.of(9) : OptionalLong.empty();
            int pages = 0;
            for (Optional<String> next = Optional.of(""); next.isPresent(); pages++) {
                MessageDoor.Listing page = page(way, from);
                List<Long> seqs = page.items().stream().map(MessageView::seq).toList();
                assertThat(seqs).hasSizeBetween(1, 4);
                seen.addAll(way.back() ? 0 : seen.size(), seqs);
                next = page.next();
                from = next.map(n -> OptionalLong.of(Long.parseLong(n))).orElse(from);
            }
            assertThat(pages).as(way.toString()).isBetween(2, 4);
            List<Long> all =
                    LongStream.rangeClosed(1, way.back() ? 8 : 9).boxed().toList();
            assertThat(seen).as(way.toString()).containsExactlyInAnyOrderElementsOf(all);
            if (way != Way.NEWEST) {
                assertThat(seen).as(way.toString()).isSorted();
            }
        }
    }

    @Test
    void whatWasTakenBackIsReadByWhoHasTheRightForItAlone() {
        Message first = Messages.text("m1", "说错了的话", NOW);
        said(payload(first, "{\"raw\":\"说错了的话\"}"), "v1", NOW);
        said(payload(Messages.text("m1", "改过的话", NOW), "{\"raw\":\"改过的话\"}"), "v2", NOW.plusSeconds(1));
        write(journal.scribe()
                .recalled(
                        new Sighting.Recalled(
                                first.key(), first.account(), first.conversation(), Optional.empty(), NOW, "{}"),
                        "d",
                        NOW));
        for (Asker asker : List.of(AUDITOR, READER)) {
            List<MessageView> views = new ArrayList<>(door.versions(asker, first.id()));
            views.add(door.find(asker, first.id()).orElseThrow());
            views.addAll(((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(asker, query(Optional.empty())))
                    .value()
                    .items());
            assertThat(views).hasSize(4).allSatisfy(view -> {
                assertThat(view.recalled()).isTrue();
                boolean words = view.message().content().text().isPresent()
                        && view.message().payload().contains("的话");
                assertThat(words).isEqualTo(asker.equals(AUDITOR));
                assertThat(view.message().content().unavailable().isPresent()).isEqualTo(asker.equals(READER));
            });
        }
    }

    private enum Way {
        NEWEST,
        OLDEST,
        SPOKEN,
        SPOKEN_BACK;

        boolean back() {
            return this == SPOKEN_BACK;
        }

        Order from(OptionalLong from) {
            Filter.InRoom room = new Filter.InRoom(Optional.of("test"), Optional.of("tenant"), "group");
            return switch (this) {
                case NEWEST -> new Order.Newest(from);
                case OLDEST -> new Order.Oldest(from.getAsLong());
                case SPOKEN -> new Order.Spoken(room, from, OptionalLong.empty());
                case SPOKEN_BACK -> new Order.Spoken(room, OptionalLong.empty(), from);
            };
        }
    }

    private MessageDoor.Listing page(Way way, OptionalLong from) {
        MessageQuery query = new MessageQuery(Filter.everything(), way.from(from), 50);
        return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(AUDITOR, query)).value();
    }

    private static Message payload(Message m, String payload) {
        return new Message(
                m.key(), m.account(), m.conversation(), m.sender(), m.content(), m.sentAt(), m.order(), payload);
    }

    private static Finding ranked(String stage, Priority priority) {
        return new Finding(stage, 1, "s1", Set.of(priority.mark(), Mark.of(Mark.Kind.TAG, stage)));
    }

    private void said(Message message, String revision, Instant at, Finding... findings) {
        write(journal.scribe()
                .said(new Sighting.Said(message, new Revision(revision, at)), "d", NOW, List.of(findings), List.of()));
    }

    private void found(long about, Message message, Finding finding) {
        long first = journal.firstSeq(message.id());
        write(journal.scribe().found(about, first, message, finding, Map.of(), List.of(), NOW));
    }

    private void write(Draft draft) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isEqualTo(new Intake.Outcome.Stored(1));
    }

    private List<MessageView> list(Optional<Priority> priority) {
        return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(AUDITOR, query(priority)))
                .value()
                .items();
    }

    private static MessageQuery query(Optional<Priority> priority) {
        return MessageQuery.newest(priority.<Filter>map(Filter.Ranked::new).orElse(Filter.everything()), 50);
    }
}
