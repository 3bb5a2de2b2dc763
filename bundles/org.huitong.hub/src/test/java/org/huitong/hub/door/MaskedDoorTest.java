// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.huitong.api.audit.Deed;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Quote;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.message.Unavailable;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageView;
import org.huitong.api.query.Revelation;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.keeping.JournalKeeping;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No way through the door shows a number whole to whom it does not belong, nor a state secret to anybody. */
class MaskedDoorTest implements DecisionPoint {
    private static final String NUMBER = "110101199003071030";
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    private static final Filter SALES = Filter.marked(Mark.Kind.DEPARTMENT, "sales");
    private static final Asker READER = new Asker("reader", "员工", Optional.of("p2"));
    private static final Asker OWNER = new Asker("owner", "本人", Optional.of("p1"));
    private static final Asker CLERK = new Asker("clerk", "专员", Optional.empty());

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
        door = new Door(journal, this, audit, concordance.lookup(), new Masking(), clock);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    @Override
    public Decision decide(Asker asker, Act act, On on) {
        return new Decision.Denied(LocalText.of("谁都不行", "nobody"));
    }

    /** Everybody reads everything, and the clerk may see what is whole of sales. */
    @Override
    public Scope scope(Asker asker, Act use) {
        if (use.word().equals(Permissions.READ)) {
            return new Scope.Within(Filter.everything());
        }
        return use.word().equals(Permissions.REVEAL) && asker.equals(CLERK)
                ? new Scope.Within(SALES)
                : new Scope.Nothing(LocalText.of("没有权限", "no right"));
    }

    @Test
    void noWayShowsANumberWhole() {
        Message message = everywhere();
        said(message, "v1", "sales");
        said(Messages.text("m1", "更正：" + NUMBER, NOW), "v2", "sales");
        concordance.says(1, Set.of(NUMBER, "更正"));
        for (Asker asker : List.of(READER, CLERK)) {
            assertThat(everyWay(asker, message)).hasSizeGreaterThan(6).allSatisfy(view -> {
                assertThat(words(view)).doesNotContain(NUMBER).contains("110101********1030");
                assertThat(view.masked()).isNotEmpty();
            });
        }
        assertThat(everyWay(OWNER, message)).allSatisfy(view -> {
            assertThat(words(view)).contains(NUMBER);
            assertThat(view.masked()).isEmpty();
        });
        // Where the number was looked for nothing is marked but what is shown.
        assertThat(listed(READER, new Filter.Words(NUMBER)).highlights().values())
                .containsExactly(List.of());
        assertThat(listed(READER, new Filter.Words("更正")).highlights().values())
                .allSatisfy(found -> assertThat(found).isNotEmpty());
    }

    @Test
    void whatIsHiddenIsNamedByItsPlace() {
        said(everywhere(), "v1", "sales");
        MessageView view = door.find(READER, everywhere().id()).orElseThrow();
        assertThat(view.masked())
                .extracting(mask -> mask.field())
                .containsExactly(
                        "conversationTitle", "sender.name", "text", "attachments[0].name", "quote.text", "links[0]");
        view.masked().stream().filter(mask -> mask.field().equals("text")).forEach(mask -> assertThat(
                        view.message().content().text().orElseThrow().substring(mask.from(), mask.to()))
                .isEqualTo("********"));
    }

    @Test
    void itIsRevealedForAReasonThatIsNotedOnce() {
        said(everywhere(), "v1", "sales");
        var id = everywhere().id();
        for (int i = 0; i < 2; i++) {
            assertThat(door.reveal(CLERK, id, "核对退款"))
                    .isInstanceOfSatisfying(Revelation.Whole.class, whole -> assertThat(words(whole.view()))
                            .contains(NUMBER));
            clock.leap(Duration.ofMinutes(9));
        }
        assertThat(audit.deeds()).hasSize(1);
        clock.leap(Duration.ofMinutes(2));
        door.reveal(CLERK, id, "核对退款");
        door.reveal(CLERK, id, "另有其事");
        assertThat(audit.deeds())
                .extracting(Deed::verb)
                .containsOnly("messages.reveal")
                .hasSize(3);
        assertThat(audit.differences()).extracting(Deed.Difference::after).containsExactly("核对退款", "核对退款", "另有其事");
        assertThat(door.find(CLERK, id))
                .hasValueSatisfying(view -> assertThat(words(view)).doesNotContain(NUMBER));
    }

    @Test
    void whoMayNotIsTurnedAwayAndNoted() {
        said(everywhere(), "v1", "board");
        var id = everywhere().id();
        assertThat(door.reveal(READER, id, "好奇")).isInstanceOf(Revelation.Denied.class);
        assertThat(door.reveal(CLERK, id, "不归我管")).isInstanceOf(Revelation.Missing.class);
        assertThat(door.reveal(CLERK, Messages.text("none", "", NOW).id(), "没有"))
                .isInstanceOf(Revelation.Missing.class);
        assertThat(audit.deeds()).hasSize(3).allMatch(deed -> deed.outcome() == Deed.Outcome.REFUSED);
    }

    @Test
    void aStateSecretIsShownToNobodyAndGoesNowhere() {
        Message text = Messages.text("s1", "绝密 ★ 长期 会议纪要", NOW);
        Message file = Messages.of("s2", Content.of(MessageType.FILE, null, Attachment.file("ref", "秘密★名单.docx")), NOW);
        said(text, "v1", "sales");
        said(file, "v1", "sales");
        concordance.says(1, Set.of("会议纪要"));
        for (Asker asker : List.of(READER, OWNER, CLERK)) {
            for (Message message : List.of(text, file)) {
                assertThat(everyWay(asker, message)).isNotEmpty().allSatisfy(view -> {
                    assertThat(words(view)).doesNotContain("密", "纪要", "名单");
                    assertThat(view.message().content().attachments()).isEmpty();
                    assertThat(view.message().content().unavailable().map(Unavailable::reason))
                            .contains(Unavailable.Reason.QUARANTINED);
                });
                assertThat(door.reveal(asker, message.id(), "要看")).isInstanceOf(Revelation.Denied.class);
            }
            assertThat(listed(asker, new Filter.Words("会议纪要")).items()).isEmpty();
        }
        assertThat(new JournalKeeping(journal, clock).open(List.of(text.id(), file.id())))
                .isEmpty();
    }

    /** One message as each way through the door shows it. */
    private List<MessageView> everyWay(Asker asker, Message message) {
        List<MessageView> views =
                new ArrayList<>(listed(asker, Filter.everything()).items());
        var rooms = (MessageDoor.Reading.Granted<MessageDoor.Rooms>)
                door.rooms(asker, Filter.everything(), OptionalLong.empty(), 10);
        rooms.value().items().forEach(room -> views.add(room.newest()));
        views.addAll(listed(asker, new MessageQuery(Filter.everything(), new MessageQuery.Order.Oldest(0), 10))
                .items());
        Filter.InRoom room = new Filter.InRoom(
                Optional.of("test"),
                Optional.of("tenant"),
                message.conversation().id());
        for (OptionalLong end : List.of(OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE))) {
            MessageQuery.Order spoken = new MessageQuery.Order.Spoken(
                    room, end.isEmpty() ? OptionalLong.of(0) : OptionalLong.empty(), OptionalLong.empty());
            views.addAll(listed(asker, new MessageQuery(Filter.everything(), spoken, 10))
                    .items());
        }
        views.addAll(door.versions(asker, message.id()));
        views.add(door.find(asker, message.id()).orElseThrow());
        return views;
    }

    private MessageDoor.Listing listed(Asker asker, Filter filter) {
        return listed(asker, MessageQuery.newest(filter, 10));
    }

    private MessageDoor.Listing listed(Asker asker, MessageQuery query) {
        return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) door.list(asker, query)).value();
    }

    /** All that stands in it, evidence included. */
    private static String words(MessageView view) {
        Message m = view.message();
        Content c = m.content();
        return String.join(
                "\n",
                c.text().orElse(""),
                c.quote().map(Quote::text).orElse(""),
                String.join(" ", c.links()),
                c.attachments().stream()
                        .flatMap(file -> file.name().stream())
                        .toList()
                        .toString(),
                m.conversation().title().orElse(""),
                m.sender().name().orElse(""),
                m.payload());
    }

    private static Message everywhere() {
        Content content = new Content(
                MessageType.TEXT,
                Optional.of("身份证 " + NUMBER + " 请核对"),
                List.of(Attachment.file("ref-" + NUMBER, NUMBER + ".jpg")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Quote(Optional.empty(), Optional.empty(), "谁的 " + NUMBER)),
                List.of(),
                List.of("https://example.com/?id=" + NUMBER),
                Optional.empty());
        Message plain = Messages.of("m1", content, NOW);
        return new Message(
                plain.key(),
                plain.account(),
                new Conversation("group", Conversation.Kind.GROUP, Optional.of("关于 " + NUMBER)),
                Sender.person("u1", "李工 " + NUMBER),
                content,
                plain.sentAt(),
                plain.order(),
                "{\"text\":\"" + NUMBER + "\"}");
    }

    private void said(Message message, String revision, String department) {
        Finding finding = new Finding(
                "people", 1, "s1", Set.of(Mark.of(Mark.Kind.PERSON, "p1"), Mark.of(Mark.Kind.DEPARTMENT, department)));
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        var draft = journal.scribe()
                .said(
                        new Sighting.Said(
                                message, new Revision(revision, NOW.plusSeconds(revision.equals("v1") ? 0 : 60))),
                        "d",
                        NOW,
                        List.of(finding),
                        List.of());
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }
}
