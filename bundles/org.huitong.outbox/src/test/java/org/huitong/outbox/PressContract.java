// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Alarm;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Press;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card goes to a person, is pressed, and says what came of it: once, and only by that person. */
abstract class PressContract {
    private static final Map<String, Object> CARDS = Map.of("huitong.cards", "attention");
    private final List<Press> pressed = new ArrayList<>();
    private final TestClock clock = new TestClock(Post.START);
    private final SetAlarms alarms = new SetAlarms();
    private final OneKeyVault vault = new OneKeyVault();
    private Settled answer = new Settled.Done("已确认");
    private CardOwner owner = (transaction, press) -> {
        pressed.add(press);
        return answer;
    };
    private final CardOwner present = (transaction, press) -> owner.pressed(transaction, press);
    private Post post;
    private Post.ByHand hands;
    private PressDesk desk;
    private PressReader reader;
    private int seq;

    abstract OwnStore store();

    @BeforeEach
    void open() {
        post = new Post(store());
        hands = new Post.ByHand(post.echo());
        post.plug("echo", hands);
        CardOwners owners = new CardOwners(clock);
        owners.add(present, CARDS);
        start(owners);
    }

    /** As the hub does. */
    private void start(CardOwners owners) {
        desk = new PressDesk(post.shelf, owners, post.addresses, vault, alarms, clock);
        reader = new PressReader(desk);
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void whatIsPressedIsDoneAndTheCardSaysSo() {
        String letter = sent();
        press(letter, "u-1", "p-1", "known");

        assertThat(pressed).containsExactly(new Press(letter, "notice-7", "known", "p-1", "echo", Post.START));
        Outgoing changed = shown(1);
        assertThat(changed.writing())
                .isEqualTo(new Writing.Card(
                        "重要",
                        "三号机停机",
                        List.of(new Writing.Fact("编号", "N7"), new Writing.Fact("结果", "u-1 已确认 16:00")),
                        List.of(),
                        "notice-7"));
        assertThat(changed.target().id()).isEqualTo("u-1");
        Outgoing.Replaced old = changed.topic().replaces().orElseThrow();
        assertThat(List.of(old.key(), old.nativeId(), old.press()))
                .containsExactly(letter + "-1", "native-1", "{\"told\":1}");
    }

    @Test
    void aSecondPressDoesNothingAndShowsTheSameAgain() {
        String letter = sent();
        press(letter, "u-1", "p-1", "known");
        Writing first = shown(1).writing();
        press(letter, "u-1", "p-1", "refuse");

        assertThat(pressed).hasSize(1);
        assertThat(shown(2).writing()).isEqualTo(first);
    }

    @Test
    void whatIsReadAgainPressesNothing() {
        String letter = sent();
        Entry.Said said = said(letter + "-1", "u-1", "p-1", "known", Entry.Liveness.REPLAYED);
        read(said);
        assertThat(pressed).isEmpty();
    }

    @Test
    void nobodyElsePressesAndIsToldSoOnce() {
        String letter = sent();
        press(letter, "u-2", "p-2", "known");
        press(letter, "u-2", "p-2", "known");
        assertThat(shown(1).writing()).isEqualTo(new Writing.Text("这张卡片不是发给您的，没有办理。"));
        press(letter, "u-3", "", "known");
        assertThat(pressed).isEmpty();
        assertThat(((Writing.Text) shown(2).writing()).text()).startsWith("汇通还不知道这个账号是谁的");
        press(letter, "u-1", "p-1", "known");
        assertThat(pressed).hasSize(1);
    }

    @Test
    void whatTheCardDoesNotOfferIsNotDone() {
        String letter = sent();
        press(letter, "u-1", "p-1", "everything");
        press("0123456789abcdef0123456789abcdef", "u-1", "p-1", "known");
        press(letter, "u-1", "p-1", "see");
        assertThat(pressed).isEmpty();
        assertThat(hands.sent()).hasSize(1);
    }

    @Test
    void thePlatformsOwnNameOfTheCardIsAsGood() {
        sent();
        read(said("native-1", "u-1", "p-1", "known", Entry.Liveness.LIVE));
        assertThat(pressed).hasSize(1);
    }

    @Test
    void whatIsRefusedIsUndoneAndTheCardSaysWhy() {
        String letter = sent();
        owner = (transaction, press) -> {
            try (PreparedStatement update =
                    transaction.prepareStatement("UPDATE outbox_letter SET posted_by = 'nobody' WHERE id = ?")) {
                update.setString(1, letter);
                update.executeUpdate();
            }
            throw new Problem(409, "expired", LocalText.of("已经过期，请重新申请。", "It has expired."));
        };
        press(letter, "u-1", "p-1", "known");

        assertThat(post.row(letter).by()).isEqualTo("attention");
        assertThat(((Writing.Card) shown(1).writing()).facts()).contains(new Writing.Fact("未办理", "已经过期，请重新申请。"));
        assertThat(((Writing.Card) shown(1).writing()).buttons()).isEmpty();
    }

    @Test
    void whatCannotBeDoneYetKeepsItsButtons() {
        String letter = sent();
        answer = new Settled.Still("拒绝须写明理由");
        press(letter, "u-1", "p-1", "refuse");
        assertThat(((Writing.Card) shown(1).writing()).buttons()).hasSize(3);

        answer = new Settled.Done("已确认");
        press(letter, "u-1", "p-1", "known");
        assertThat(pressed).hasSize(2);
        assertThat(((Writing.Card) shown(2).writing()).facts())
                .extracting(Writing.Fact::name)
                .containsExactly("编号", "结果");
    }

    @Test
    void pressedOftenAtOnceItIsShownOnceMore() {
        String letter = sent();
        for (int i = 0; i < 20; i++) {
            press(letter, "u-1", "p-1", "known");
        }
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);
        shown(1);
        until("it is there", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        clock.leap(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            press(letter, "u-1", "p-1", "known");
        }
        assertThat(pressed).hasSize(1);
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);
        Writing first = shown(2).writing();
        until("it is there, too", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        press(letter, "u-1", "p-1", "known");
        assertThat(shown(3).writing()).isEqualTo(first);
    }

    @Test
    void whatCannotBeDoneYetIsSaidOnceAtATime() {
        String letter = sent();
        answer = new Settled.Still("拒绝须写明理由");
        for (int i = 0; i < 20; i++) {
            press(letter, "u-1", "p-1", "refuse");
        }
        assertThat(pressed).hasSize(20);
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);
        answer = new Settled.Still("另一理由");
        press(letter, "u-1", "p-1", "refuse");
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);
        assertThat(((Writing.Card) shown(1).writing()).facts()).contains(new Writing.Fact("未办理", "另一理由"));
    }

    @Test
    void whoseOwnerIsNotThereYetWaitsForItInOrder() {
        String letter = sent();
        CardOwners coming = new CardOwners(clock);
        start(coming);
        press(letter, "u-1", "p-1", "known");
        assertThat(ring(letter)).isFalse();
        assertThat(hands.sent()).hasSize(1);
        // Killed, and started anew.
        coming = new CardOwners(clock);
        start(coming);
        answer = new Settled.Still("请稍后");
        coming.add(present, CARDS);
        press(letter, "u-1", "p-1", "refuse");
        assertThat(pressed).isEmpty();
        assertThat(alarms.set()).containsKey(PressDesk.WAITING + " " + letter);

        assertThat(ring(letter)).isTrue();
        assertThat(pressed).extracting(Press::choice).containsExactly("known", "refuse");
        assertThat(ring(letter)).isTrue();
        assertThat(pressed).hasSize(2);
        answer = new Settled.Done("已确认");
        press(letter, "u-1", "p-1", "known");
        assertThat(pressed).hasSize(3);
    }

    @Test
    void nobodyWaitsForAnothersOwner() {
        String waits = sent();
        CardOwners coming = new CardOwners(clock);
        coming.add(present, Map.of("huitong.cards", "tasks"));
        start(coming);
        press(waits, "u-1", "p-1", "known");
        String goes = sent("tasks", "t-1", "native-t");
        press(goes, "u-1", "p-1", "known");
        assertThat(pressed).extracting(Press::letter).containsExactly(goes);
    }

    @Test
    void whoseOwnerDoesNotComeIsTurnedDownInTime() {
        String letter = sent();
        CardOwners none = new CardOwners(clock);
        start(none);
        press(letter, "u-1", "p-1", "known");
        press(letter, "u-1", "p-1", "known");
        clock.leap(Duration.ofMinutes(4));
        assertThat(ring(letter)).isTrue();
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);
        post.pass(Duration.ofMinutes(4));
        assertThat(((Writing.Card) shown(1).writing()).buttons()).hasSize(3);
        until("it is there", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        clock.leap(Duration.ofSeconds(10));
        press(letter, "u-1", "p-1", "known");
        assertThat(post.shelf.inState(State.WAITING, 99)).hasSize(1);

        none.add(present, CARDS);
        none.remove(present, CARDS);
        press(letter, "u-1", "p-1", "known");
        assertThat(ring(letter)).isFalse();
    }

    private boolean ring(String letter) {
        Instant now = clock.instant();
        return post.shelf
                .transactions()
                .write(connection -> new PressAlarm(desk).ring(connection, new Alarm.Ring(letter, now, now))
                        instanceof Alarm.After.Over);
    }

    /** @return the id of a card that the platform has taken as native-1 */
    private String sent() {
        return sent("attention", "notice-7:0:1", "native-1");
    }

    private String sent(String by, String key, String name) {
        Writing.Card card = new Writing.Card(
                "重要",
                "三号机停机",
                List.of(new Writing.Fact("编号", "N7")),
                List.of(
                        Writing.Button.press("收到", "known", Writing.Style.MAIN),
                        Writing.Button.press("拒绝", "refuse", Writing.Style.DANGER),
                        new Writing.Button("查看", "see", Optional.of("https://hub.example/"))),
                "notice-7");
        String id = post.post(Letter.notice(new To.Person("p-1"), card, by, true, key));
        hands.said().add(Step.done(new Sent(name, false)));
        post.dispatcher.wake();
        until("the card is taken", () -> post.state(id) == State.ACCEPTED);
        return id;
    }

    private Outgoing shown(int index) {
        hands.said().add(Step.done(new Sent("native-" + (index + 1), false)));
        post.pass(Duration.ofSeconds(2));
        until("it is shown", () -> hands.sent().size() > index);
        return hands.sent().get(index);
    }

    private void press(String letter, String user, String person, String choice) {
        read(said(letter + "-1", user, person, choice, Entry.Liveness.LIVE));
    }

    private Entry.Said said(String card, String user, String person, String choice, Entry.Liveness liveness) {
        seq++;
        Content content = new ContentBuilder()
                .event("card", LocalText.of("点击卡片", "card pressed"))
                .answering(Optional.of(card))
                .choice(choice)
                .build(MessageType.EVENT);
        Message message = new Message(
                new MessageKey("echo", "acme", "m" + seq),
                "box",
                Conversation.ofEvents("echo", "acme"),
                Sender.person(user, user),
                content,
                Post.START,
                seq,
                "{\"told\":" + seq + "}");
        Set<Mark> marks = person.isEmpty() ? Set.of() : Set.of(Mark.of(Mark.Kind.PERSON, person));
        return new Entry.Said(seq, seq, liveness, message, 1, false, Post.START, List.of(), marks);
    }

    private void read(Entry entry) {
        post.shelf.transactions().write(connection -> {
            reader.read(List.of(entry), connection);
            return null;
        });
    }
}
