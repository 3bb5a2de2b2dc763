// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.capability.attention.Notice.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** d1 is led by p100, and above it is the board, led by p0. */
class NoticeDeskTest {
    private Desk desk = Desk.fresh("2026-03-11T09:00", new Firm(2, 3));

    @AfterEach
    void close() {
        desk.store.close();
    }

    @Test
    void isToldAtOnceAgainAndThenUpUntilNobodyIsLeft() {
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机");
        assertThat(desk.outbox.letters().get(0).quotes())
                .containsExactly(desk.all().get(0).message());
        desk.until("2026-03-11T09:45");
        assertThat(desk.outbox.lines())
                .containsExactly(
                        "p100: 【重要】p101：三号机停机", "p100: 【重要】p101：三号机停机", "p0: 【重要·升级】p101：三号机停机", "p0: 【重要】p101：三号机停机");
        assertThat(desk.all()).extracting(Notice::state).containsExactly(State.UNANSWERED);
    }

    @Test
    void nobodyIsToldBehindAnAcknowledgement() {
        desk.read(desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        desk.until("2026-03-11T09:05");
        // Anybody can write a mail in a colleague's name.
        desk.read(desk.answer(9, "mail", "p100", "收到"));
        String code = desk.all().get(0).code();
        desk.read(desk.overheard(10, "p100", "好"), desk.overheard(11, "p100", "收到 " + code));
        assertThat(desk.all()).extracting(Notice::state).containsExactly(State.OPEN);
        desk.read(desk.answer(2, "p100", "收到"));
        desk.until("2026-03-11T09:59");
        assertThat(desk.outbox.lines()).hasSize(1);
        assertThat(desk.all()).extracting(Notice::state).containsExactly(State.ACKNOWLEDGED);
        String who = desk.notices.duty().roster().name("p100").orElseThrow();
        assertThat(desk.outbox.settled()).containsExactly(desk.all().get(0).id() + ": " + who + " 已确认");
        // The alarm that was taken back is rung all the same, as by another node.
        String id = desk.all().get(0).id();
        Optional<Instant> next = desk.store.write(c -> desk.notices.again(c, id));
        assertThat(next).isEmpty();
        assertThat(desk.outbox.lines()).hasSize(1);
    }

    @Test
    void whoPressesTheCardHasAcknowledged() {
        desk.read(desk.said(1, "p101", "d1", "三号机停机，见[手册](https://evil.example)", Desk.HIGH));
        Writing.Card card = (Writing.Card) desk.outbox.letters().get(0).writing();
        Notice notice = desk.all().get(0);
        assertThat(card.about()).isEqualTo(notice.id());
        assertThat(card.text()).doesNotContain("](");
        assertThat(card.buttons()).extracting(Writing.Button::says).containsExactly(Optional.of("收到 " + notice.code()));

        assertThat(press(card)).isEqualTo(new Settled.Done("已确认"));
        assertThat(desk.all()).extracting(Notice::state).containsExactly(State.ACKNOWLEDGED);
        assertThat(desk.all().get(0).how()).contains("button");
        assertThat(press(card)).isEqualTo(new Settled.Over("之前已确认"));
        // A press is no news, whatever the card says.
        desk.read(desk.said(2, "p101", "d1", "早上好"), desk.pressed(3, "p100", "d1"));
        assertThat(desk.outbox.lines()).hasSize(1);
        List<Item> items = desk.store.read(c -> desk.items.between(c, 1, 3));
        assertThat(items).extracting(Item::seq).containsExactly(2L);
    }

    private Settled press(Writing.Card card) {
        Press press = new Press("letter-1", card.about(), NoticeCards.KNOWN, "p100", "dingtalk", desk.clock.instant());
        return desk.store.write(c -> new NoticeCards(desk.notices).pressed(c, press));
    }

    @Test
    void ofSeveralItIsAskedWhichIsMeant() {
        desk.read(
                desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH),
                desk.said(2, "p102", "d1", "四号机停机", Desk.HIGH),
                desk.answer(3, "p100", "收到"));
        assertThat(desk.all()).extracting(Notice::state).containsOnly(State.OPEN);
        assertThat(desk.outbox.lines().get(2)).startsWith("p100: 您有 2 条重要消息待确认");
        Notice second =
                desk.all().stream().filter(n -> n.seq() == 2).findFirst().orElseThrow();
        desk.read(desk.answer(4, "p100", "收到 " + second.code()));
        assertThat(desk.all())
                .filteredOn(n -> n.state() == State.ACKNOWLEDGED)
                .containsExactly(desk.all().stream()
                        .filter(n -> n.seq() == 2)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void whoIsAwayIsStoodInFor() {
        Desk other = Desk.fresh("2026-03-11T09:00", new Firm(2, 3).away("p100", "2026-03-11", "2026-03-12", "p102"));
        other.read(other.said(1, "p101", "d1", "三号机停机", Desk.HIGH));
        assertThat(other.outbox.lines()).containsExactly("p102: 【重要】p101：三号机停机");
        other.store.close();
    }

    @Test
    void whatIsSecretIsToldWithoutItsWords() {
        desk.read(desk.said(1, "p101", "d1", "并购底价", Desk.HIGH, Mark.of(Mark.Kind.SECRECY, "confidential")));
        desk.until("2026-03-11T12:00");
        assertThat(desk.outbox.lines()).hasSize(4).allMatch(line -> line.contains("涉密消息") && !line.contains("并购"));
        assertThat(desk.outbox.letters()).allMatch(letter -> letter.quotes().isEmpty());
    }

    @Test
    void whatIsOrdinaryOrNoNewsIsNotPushed() {
        Entry.Said urgent = desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH);
        desk.read(desk.said(2, "p101", "d1", "早上好"));
        desk.read(new Entry.Said(
                3,
                1,
                Entry.Liveness.REPLAYED,
                urgent.message(),
                1,
                false,
                urgent.receivedAt(),
                List.of(),
                urgent.marks()));
        assertThat(desk.outbox.lines()).isEmpty();
    }

    @Test
    void isImportantAsSoonAsSomebodySaysSo() {
        Entry.Said said = desk.said(1, "p101", "d1", "三号机停机");
        desk.read(said);
        Set<Mark> marks = new HashSet<>(said.marks());
        marks.add(Desk.HIGH);
        Finding hand = new Finding("hand", 1, "admin", Set.of(Desk.HIGH));
        Entry.Found found = new Entry.Found(2, 1, Entry.Liveness.LIVE, said.message(), Optional.empty(), hand, marks);
        desk.read(found, found);
        assertThat(desk.outbox.lines()).containsExactly("p100: 【重要】p101：三号机停机");
    }

    @Test
    void whatIsTakenBackIsToldNoMore() {
        Entry.Said said = desk.said(1, "p101", "d1", "三号机停机", Desk.HIGH);
        desk.read(said);
        Message message = said.message();
        desk.read(new Entry.Recalled(
                2,
                1,
                Entry.Liveness.LIVE,
                new Sighting.Recalled(
                        message.key(),
                        "main",
                        Conversation.of("group", Conversation.Kind.GROUP),
                        Optional.empty(),
                        desk.clock.instant(),
                        "{}")));
        desk.until("2026-03-11T12:00");
        assertThat(desk.outbox.lines()).hasSize(1);
        assertThat(desk.all()).extracting(Notice::state).containsExactly(State.RECALLED);
        assertThat(desk.outbox.settled()).containsExactly(desk.all().get(0).id() + ": 原消息已撤回");
        Optional<Item> left = desk.store.read(c -> desk.items.find(c, 1));
        assertThat(left).isEmpty();
    }

    /** What came in together lies under one seal; what is said of one of them later is told of that one alone. */
    @Test
    void whatChangesLaterCountsBeforeWhatCameInTogether() {
        Entry.Said first = desk.said(1, "p101", "d1", "早上好");
        Entry.Said second = desk.said(2, "p102", "d1", "并购底价");
        desk.read(first, second, desk.said(3, "p101", "d1", "大家好"));
        Set<Mark> marks = new HashSet<>(second.marks());
        marks.add(Mark.of(Mark.Kind.SECRECY, "confidential"));
        Finding hand = new Finding("hand", 1, "admin", marks);
        desk.read(new Entry.Found(4, 2, Entry.Liveness.LIVE, second.message(), Optional.empty(), hand, marks));
        Entry.Said edited = new Entry.Said(
                5, 1, Entry.Liveness.LIVE, first.message(), 2, false, first.receivedAt(), List.of(), first.marks());
        desk.read(edited, edited);
        List<Item> items = desk.store.read(c -> desk.items.between(c, 0, 3));
        assertThat(items).extracting(Item::seq).containsExactly(1L, 2L, 3L);
        assertThat(items).extracting(Item::isSecret).containsExactly(false, true, false);
    }
}
