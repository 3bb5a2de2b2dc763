// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.connector.Hearing;
import org.huitong.api.filter.Filter;
import org.huitong.api.finding.Change;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;
import org.huitong.api.query.MessageView;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.ByHand;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.keeping.JournalKeeping;
import org.huitong.hub.masking.Masking;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;

/** What a platform pushes, and tells again out of its record under other ids, is shown once; what is said twice, twice. */
interface TwoDoorsContract {
    Instant NOW = Instant.parse("2026-11-20T01:02:03Z");
    Asker ALL = new Asker("all", "全部", Optional.empty());
    /** Sees what was pushed alone, as a rule about rooms or accounts may have it. */
    Asker PUSHED = new Asker("pushed", "推送", Optional.empty());

    Asker RECORDED = new Asker("recorded", "存档", Optional.empty());
    String PUSH = "app";
    String RECORD = "archive";

    /** With the schema {@code hub}, empty. */
    Transactions store();

    /** The parts of the hub under test. */
    final class House implements AutoCloseable, DecisionPoint {
        private final OneKeyVault vault = new OneKeyVault();
        private final Transactions store;
        private Journal journal;
        private Door door;

        House(Transactions store) {
            this.store = store;
            open();
        }

        private void open() {
            journal = new Journal(store, DerbyStore.schema("hub"), vault);
            door = new Door(
                    journal, this, new HeardAudit(), new FakeConcordance().lookup(), new Masking(), new TestClock(NOW));
        }

        void restart() {
            journal.close();
            open();
        }

        @Override
        public Decision decide(Asker asker, Act act, On on) {
            return new Decision.Allowed();
        }

        @Override
        public Scope scope(Asker asker, Act use) {
            return new Scope.Within(
                    asker.equals(ALL)
                            ? Filter.everything()
                            : new Filter.OnAccount(asker.equals(PUSHED) ? PUSH : RECORD));
        }

        void said(Sighting... sightings) {
            List<Draft> drafts = new ArrayList<>();
            for (Sighting sighting : sightings) {
                drafts.add(
                        sighting instanceof Sighting.Said said
                                ? journal.scribe().said(said, "d", NOW, List.of(), List.of(), hearing(said))
                                : journal.scribe().recalled((Sighting.Recalled) sighting, "d", NOW));
            }
            CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
            journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
            assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
        }

        private static Hearing hearing(Sighting.Said said) {
            return switch (said.message().account()) {
                case PUSH -> Hearing.FIRST_HAND;
                case RECORD -> Hearing.FROM_RECORD;
                default -> Hearing.ALONE;
            };
        }

        List<MessageView> views(Asker asker, Filter filter, Order order) {
            var reading = door.list(asker, new MessageQuery(filter, order, 100));
            return ((MessageDoor.Reading.Granted<MessageDoor.Listing>) reading)
                    .value()
                    .items();
        }

        List<String> list(Asker asker, Filter filter) {
            return views(asker, filter, new Order.Oldest(0)).stream()
                    .map(view -> view.message().key().nativeId())
                    .toList();
        }

        List<String> list(Asker asker) {
            return list(asker, Filter.everything());
        }

        MessageView find(String id) {
            return door.find(ALL, key(id).id()).orElseThrow();
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

    @Test
    default void whatCameThroughTwoDoorsIsShownOnceWhicheverCameFirst() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "明早九点开会", 0));
            house.restart();
            house.said(recorded("r1", " 明早九点开会\n", 4));
            house.said(recorded("r2", "带上报价", 20), pushed("p2", "带上报价", 12));
            assertThat(house.list(ALL)).containsExactly("p1", "r2");
            assertThat(house.views(ALL, Filter.everything(), new Order.Newest(OptionalLong.empty())))
                    .hasSize(2);
            assertThat(house.find("p1").marks(Mark.Kind.SAME_AS)).isEmpty();
            assertThat(house.find("r1").marks(Mark.Kind.SAME_AS)).containsExactly(id("p1").value());
            assertThat(house.find("p2").marks(Mark.Kind.SAME_AS)).containsExactly(id("r2").value());
            assertThat(house.number("SELECT COUNT(*) FROM hub_heard")).isZero();
        }
    }

    /** Who may see either sees one, and who asks for one door is shown what came by it. */
    @Test
    default void rightsAndFiltersTakeTheOneThatFits() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "明早九点开会", 0), recorded("r1", "明早九点开会", 1));
            assertThat(house.list(ALL)).containsExactly("p1");
            assertThat(house.list(PUSHED)).containsExactly("p1");
            assertThat(house.list(RECORDED)).containsExactly("r1");
            assertThat(house.list(ALL, new Filter.OnAccount(RECORD))).containsExactly("r1");
            Filter.InRoom room = new Filter.InRoom(Optional.empty(), Optional.empty(), "group");
            assertThat(house.views(ALL, room, new Order.Spoken(room, OptionalLong.empty(), OptionalLong.empty())))
                    .hasSize(1);
        }
    }

    @Test
    default void whatWasReallySaidTwiceStaysTwo() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "好的", 0), pushed("p2", "好的", 3), recorded("r1", "好的", 0), recorded("r2", "好的", 3));
            assertThat(house.list(ALL)).containsExactly("p1", "p2");
            house.said(recorded("r3", "好的", 5));
            assertThat(house.list(ALL)).containsExactly("p1", "p2", "r3");
            house.said(pushed("p4", "收到", 100), recorded("r4", "收到", 111));
            house.said(pushed("p5", "在路上", 200), said("r5", RECORD, "在路上", 201, "another", "li"));
            house.said(pushed("p6", "到了", 300), said("r6", RECORD, "到了", 301, "group", "wang"));
            house.said(said("a7", "alone", "在吗", 400, "group", "li"), said("a8", "alone", "在吗", 401, "group", "li"));
            assertThat(house.list(ALL))
                    .containsExactly("p1", "p2", "r3", "p4", "r4", "p5", "r5", "p6", "r6", "a7", "a8");
            assertThat(house.number("SELECT COUNT(*) FROM hub_heard")).isEqualTo(7);
        }
    }

    /** Who says the same words to the robot must not keep them from those whose group it is. */
    @Test
    default void whatIsSaidToOneIsNotWhatIsSaidToAGroup() {
        try (House house = new House(store())) {
            house.said(said("p1", PUSH, "停机", 0, "two", "li"));
            house.said(said("r1", RECORD, "停机", 1, "group", "li"), said("r2", RECORD, "停机", 2, "two", "li"));
            assertThat(house.list(ALL)).containsExactly("p1", "r1");
        }
    }

    /** The record tells of recalls, the push of none. */
    @Test
    default void whatHappensToOneHappensToBoth() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "合同发错了", 0), recorded("r1", "合同发错了", 0), recall("r1"));
            assertThat(house.find("p1").recalled()).isTrue();
            assertThat(house.find("r1").recalled()).isTrue();

            house.said(recorded("r2", "五点见", 50));
            house.said(recall("r2"));
            house.said(pushed("p2", "五点见", 50));
            assertThat(house.find("p2").recalled()).isTrue();

            house.said(recall("r3"));
            house.said(pushed("p3", "六点见", 90));
            house.said(recorded("r3", "六点见", 90));
            assertThat(house.find("p3").recalled()).isTrue();

            house.said(pushed("p4", "七点见", 120), recorded("r4", "七点见", 120));
            Message edited = recorded("r4", "八点见", 120).message();
            house.said(new Sighting.Said(edited, new Revision("e1", NOW.plusSeconds(150))));
            assertThat(house.find("p4").message().content().text()).hasValue("八点见");
            assertThat(house.find("p4").version()).isEqualTo(2);
            assertThat(house.find("r4").version()).isEqualTo(2);

            Mark tag = Mark.of(Mark.Kind.TAG, "要紧");
            Change change = new Change(Set.of(tag), Set.of(), Set.of(), Set.of());
            house.journal.write(
                    List.of(new Draft.Hand(id("p4"), new ByHand.Says(change), "li", NOW, Optional.empty())),
                    (connection, fresh) -> {});
            assertThat(house.find("r4").marks()).contains(tag);
            assertThat(house.list(ALL, Filter.marked(Mark.Kind.TAG, "要紧"))).containsExactly("p4");
            assertThat(house.list(ALL, new Filter.Not(new Filter.Has(Mark.Kind.TAG))))
                    .containsExactly("p1", "r2", "p3");
        }
    }

    /** What is forgotten of one by a rule of its own brings back the other, which no rule forgot. */
    @Test
    default void aSkeletonHidesNothing() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "明早九点开会", 0), recorded("r1", "明早九点开会", 1));
            JournalKeeping keeping = new JournalKeeping(house.journal, new TestClock(NOW));
            Keeping.Due due = new Keeping.Due(new Filter.OnAccount(PUSH), NOW.plusSeconds(1));
            assertThat(keeping.find(due, Filter.nothing(), 0).items()).hasSize(1);
            assertThat(keeping.find(new Keeping.Due(Filter.everything(), NOW.plusSeconds(1)), Filter.nothing(), 0)
                            .items())
                    .hasSize(2);
            List<Keeping.Seen> seen = keeping.open(List.of(id("p1"))).stream()
                    .map(Keeping.Kept::seen)
                    .toList();
            keeping.forget(seen, due, "c1", connection -> {});
            assertThat(house.list(ALL)).contains("r1");
        }
    }

    @Test
    default void readersAreToldThatTheyHadIt() {
        try (House house = new House(store())) {
            house.said(pushed("p1", "明早九点开会", 0), recorded("r1", "明早九点开会", 1));
            List<Entry> entries = house.journal.after(0, 100);
            assertThat(entries).hasSize(3);
            assertThat(((Entry.Said) entries.get(1)).marks())
                    .extracting(Mark::kind)
                    .contains(Mark.Kind.SAME_AS);
            house.restart();
            assertThat(house.journal.after(0, 100)).isEqualTo(entries);
        }
    }

    /** Whatever comes in whatever order and pieces: of equal words as many are shown as the door that heard more told. */
    @Test
    default void inWhateverOrderAsManyAreShownAsWereSaid() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (House house = new House(store())) {
            List<Sighting.Said> both = new ArrayList<>();
            Map<String, Integer> said = new TreeMap<>();
            for (int i = 0; i < 120; i++) {
                String words = "话" + random.nextInt(60);
                int at = Integer.parseInt(words.substring(1)) * 100 + random.nextInt(5);
                said.merge(words, 1, Integer::sum);
                both.add(pushed("p" + i, words, at));
                both.add(recorded("r" + i, words, at + random.nextInt(3)));
            }
            Collections.shuffle(both, random);
            for (int i = 0; i < both.size(); ) {
                int piece = Math.min(both.size() - i, 1 + random.nextInt(20));
                house.said(both.subList(i, i + piece).toArray(Sighting[]::new));
                i += piece;
            }
            Map<String, Integer> shown = new TreeMap<>();
            List<MessageView> first = house.views(ALL, Filter.everything(), new Order.Oldest(0));
            List<MessageView> rest = house.views(
                    ALL,
                    Filter.everything(),
                    new Order.Oldest(first.get(first.size() - 1).seq()));
            for (List<MessageView> page : List.of(first, rest)) {
                page.forEach(view -> shown.merge(view.message().content().text().orElseThrow(), 1, Integer::sum));
            }
            assertThat(shown).as("seed %d", seed).isEqualTo(said);
        }
    }

    private static MessageKey key(String id) {
        return new MessageKey("wecom", "corp", id);
    }

    private static MessageId id(String id) {
        return key(id).id();
    }

    private static Sighting.Said pushed(String id, String words, int second) {
        return said(id, PUSH, words, second, "group", "li");
    }

    private static Sighting.Said recorded(String id, String words, int second) {
        return said(id, RECORD, words, second, "group", "LI");
    }

    private static Sighting.Said said(String id, String account, String words, int second, String room, String who) {
        Instant at = NOW.plusSeconds(second);
        return Sighting.Said.once(new Message(
                key(id),
                account,
                Conversation.of(room, room.equals("two") ? Conversation.Kind.DIRECT : Conversation.Kind.GROUP),
                Sender.person(who),
                Content.text(words),
                at,
                at.toEpochMilli(),
                "{}"));
    }

    private static Sighting recall(String id) {
        return new Sighting.Recalled(
                key(id),
                RECORD,
                Conversation.of("group", Conversation.Kind.GROUP),
                Optional.of(Sender.person("li")),
                NOW.plusSeconds(60),
                "{}");
    }
}
