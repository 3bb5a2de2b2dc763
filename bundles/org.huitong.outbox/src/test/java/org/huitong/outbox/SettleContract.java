// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sender;
import org.huitong.api.outbox.CardOwner;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Settled;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.huitong.kit.content.ContentBuilder;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card whose matter is settled on the page, or on another platform, says so and offers nothing any more. */
abstract class SettleContract {
    private static final MessageId QUOTED = new MessageId("AAAAAAAAAAAAAAAAAAAAAA");
    private static final Sent.Change CHANGE = new Sent.Change("code-7", Duration.ofHours(72));

    /** What the platform says, waited for. */
    private final BlockingQueue<Step<Sent>> said = new LinkedBlockingQueue<>() {
        private static final long serialVersionUID = 1L;

        @Override
        public Step<Sent> poll() {
            try {
                return poll(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    };

    private Post post;
    private Post.ByHand hands;

    abstract OwnStore store();

    @BeforeEach
    void open() {
        post = new Post(store());
        hands = new Post.ByHand(
                post.echo(),
                post.echo().abilities().targets(),
                said,
                new CopyOnWriteArrayList<>(),
                new CopyOnWriteArrayList<>());
        post.plug("echo", hands);
    }

    @AfterEach
    void close() {
        said.add(Step.done(new Sent("end", false)));
        post.close();
    }

    @Test
    void theCardSaysWhatCameOfIt() {
        String letter = sent("n-1", CHANGE);
        settle("李四已确认");
        Outgoing changed = shown(1);

        assertThat(changed.writing())
                .isEqualTo(new Writing.Card(
                        "重要",
                        "三号机停机",
                        List.of(new Writing.Fact("编号", "N7"), new Writing.Fact("结果", "李四已确认 16:00")),
                        List.of(),
                        "notice-7"));
        assertThat(changed.target().id()).isEqualTo("u-1");
        assertThat(changed.topic().replaces())
                .contains(new Outgoing.Replaced(letter + "-1", "native-n-1", "", "code-7"));
    }

    @Test
    void everyCardAboutItSaysSoAndNoOther() {
        sent("n-1", CHANGE);
        sent("n-2", Sent.Change.within(Duration.ofDays(14)));
        post.post(card("n-3", "notice-8"));
        accept(2, "native-n-3", CHANGE);
        settle("李四已确认");

        List<Outgoing> changed = List.of(shown(3), shown(4));
        assertThat(changed)
                .extracting(one -> one.topic().replaces().orElseThrow().nativeId())
                .containsExactlyInAnyOrder("native-n-1", "native-n-2");
        assertThat(letters()).isEqualTo(5);
    }

    @Test
    void settledTwiceItIsSaidOnceAndAPressShowsItAgain() {
        String letter = sent("n-1", CHANGE);
        settle("李四已确认");
        settle("王五已确认");
        Outgoing changed = shown(1);
        until("it is there", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        assertThat(letters()).isEqualTo(2);

        press(letter, (transaction, press) -> {
            throw new AssertionError("nobody is asked any more");
        });
        assertThat(shown(2).writing()).isEqualTo(changed.writing());
    }

    @Test
    void openedAgainItOffersItsButtonsAndAPressCounts() {
        String letter = sent("n-1", Sent.Change.within(Duration.ofDays(14)));
        settle("李四 已确认");
        shown(1);
        until("it is there", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        assertThat(reopen()).containsExactly(new To.Person("p-1"));
        Writing.Card open = (Writing.Card) shown(2).writing();
        assertThat(open.buttons()).hasSize(1);
        assertThat(open.facts()).containsExactly(new Writing.Fact("编号", "N7"));

        press(letter, (transaction, press) -> new Settled.Done("已确认"));
        assertThat(((Writing.Card) shown(3).writing()).facts()).contains(new Writing.Fact("结果", "u-1 已确认 16:00"));
    }

    @Test
    void openedAgainBeforeItWasSaidItIsNotSaid() {
        String letter = sent("n-1", Sent.Change.within(Duration.ofDays(14)));
        post.shelf.transactions().write(connection -> {
            box().settle(connection, "attention", "notice-7", "李四 已确认");
            assertThat(box().reopen(connection, "attention", "notice-7")).hasSize(1);
            return null;
        });
        assertThat(letters()).isEqualTo(1);
        press(letter, (transaction, press) -> new Settled.Done("已确认"));
        assertThat(((Writing.Card) shown(1).writing()).buttons()).isEmpty();
    }

    @Test
    void whatCannotBeChangedBackIsOfferedToNobodyButAPressCounts() {
        String letter = sent("n-1", CHANGE);
        settle("李四 已确认");
        shown(1);
        until("it is there", () -> post.shelf.inState(State.WAITING, 9).isEmpty());
        assertThat(reopen()).isEmpty();
        assertThat(letters()).isEqualTo(2);
        press(letter, (transaction, press) -> new Settled.Done("已确认"));
        assertThat(((Writing.Card) shown(2).writing()).facts()).contains(new Writing.Fact("结果", "u-1 已确认 16:00"));
    }

    private Set<To> reopen() {
        Set<To> offered =
                post.shelf.transactions().write(connection -> box().reopen(connection, "attention", "notice-7"));
        post.dispatcher.wake();
        return offered;
    }

    @Test
    void whoeverPressesOneSettlesTheOthersWithIt() {
        String pressed = sent("n-1", CHANGE);
        String other = sent("n-2", CHANGE);
        press(pressed, (transaction, press) -> {
            box().settle(transaction, "attention", "notice-7", "张三已确认");
            return new Settled.Done("已确认");
        });
        List<Outgoing> changed = List.of(shown(2), shown(3));

        assertThat(letters()).isEqualTo(4);
        assertThat(result(changed, pressed)).isEqualTo("u-1 已确认 16:00");
        assertThat(result(changed, other)).isEqualTo("张三已确认 16:00");
    }

    @Test
    void oneThatWaitsIsNotSentAnyMore() {
        post.senders.removeSender(hands);
        String waiting = post.post(card("n-1", "notice-7"));
        settle("李四已确认");

        assertThat(post.state(waiting)).isEqualTo(State.REJECTED);
        assertThat(post.row(waiting).reason().orElseThrow().zh()).isEqualTo("此事已有结果，不再发送");
        assertThat(letters()).isEqualTo(1);
    }

    @Test
    void oneOnItsWayIsSettledOnceItIsThere() {
        String letter = post.post(card("n-1", "notice-7"));
        post.dispatcher.wake();
        until("it leaves", () -> hands.sent().size() == 1);
        settle("李四已确认");
        until("its new face waits for it", () -> post.shelf.inState(State.WAITING, 9).stream()
                .anyMatch(row -> row.reason().isPresent()));
        assertThat(hands.sent()).hasSize(1);
        accept(0, "native-n-1", CHANGE);
        until("the card is taken", () -> post.state(letter) == State.ACCEPTED);

        assertThat(shown(1).topic().replaces().orElseThrow().nativeId()).isEqualTo("native-n-1");
    }

    @Test
    void whatIsChangedBackIsNotSettled() {
        sent("n-1", CHANGE);
        try {
            post.shelf.transactions().write(connection -> {
                box().settle(connection, "attention", "notice-7", "李四已确认");
                throw new IllegalStateException("as it were");
            });
        } catch (IllegalStateException meant) {
            assertThat(letters()).isEqualTo(1);
            return;
        }
        throw new AssertionError("nothing was undone");
    }

    @Test
    void whatThePlatformLetsNobodyChangeStaysAsItIs() {
        String letter = sent("n-1", CHANGE);
        post.pass(Duration.ofHours(73));
        until("its code is gone", () -> code(letter).isEmpty());
        post.post(card("n-2", "notice-7"));
        said.add(Step.done(new Sent("native-n-2", false)));
        post.dispatcher.wake();
        until("the second is taken", () -> post.shelf.inState(State.ACCEPTED, 9).size() == 2);
        settle("李四已确认");
        assertThat(letters()).isEqualTo(2);
    }

    @Test
    void theCodeLiesSealed() {
        String letter = sent("n-1", CHANGE);
        assertThat(code(letter)).isNotEmpty().isNotEqualTo("code-7");
        assertThat(post.shelf.cards().changeCode(letter, Post.START)).contains("code-7");
        assertThat(CHANGE.toString()).doesNotContain("code-7");
    }

    @Test
    void whatItQuotesIsQuotedStill() {
        sent("n-1", CHANGE);
        settle("李四已确认");
        shown(1);
        SpentWords words = new SpentWords(post.shelf.transactions());
        post.shelf.transactions().write(connection -> {
            words.letGo(connection, QUOTED, Post.START);
            return null;
        });
        assertThat(post.shelf.page(Optional.empty(), false, Long.MAX_VALUE, 9))
                .hasSize(2)
                .allMatch(row -> row.goneAt().isPresent());
    }

    private String sent(String key, Sent.Change change) {
        String id = post.post(card(key, "notice-7"));
        accept(hands.sent().size(), "native-" + key, change);
        until("the card is taken", () -> post.state(id) == State.ACCEPTED);
        return id;
    }

    private void accept(int index, String nativeId, Sent.Change change) {
        said.add(Step.done(new Sent(nativeId, false).changedBy(change)));
        post.dispatcher.wake();
        until("it leaves", () -> hands.sent().size() > index);
    }

    private static Letter card(String key, String about) {
        Writing.Card card = new Writing.Card(
                "重要",
                "三号机停机",
                List.of(new Writing.Fact("编号", "N7")),
                List.of(Writing.Button.press("收到", "known", Writing.Style.MAIN)),
                about);
        return Letter.notice(new To.Person("p-1"), card, "attention", true, key).quoting(Set.of(QUOTED));
    }

    private LetterBox box() {
        return new LetterBox(post.shelf, post.enclosures, () -> Post.START, Post.ZONE);
    }

    private void settle(String words) {
        post.shelf.transactions().write(connection -> {
            box().settle(connection, "attention", "notice-7", words);
            return null;
        });
        post.dispatcher.wake();
    }

    private Outgoing shown(int index) {
        said.add(Step.done(new Sent("native-" + index, false)));
        post.pass(Duration.ofSeconds(2));
        until("it is shown", () -> hands.sent().size() > index);
        return hands.sent().get(index);
    }

    private static String result(List<Outgoing> changed, String letter) {
        return changed.stream()
                .filter(one -> one.topic().replaces().orElseThrow().key().equals(letter + "-1"))
                .map(one -> ((Writing.Card) one.writing()).facts().get(1).value())
                .findFirst()
                .orElse("");
    }

    private int letters() {
        return post.shelf.page(Optional.empty(), false, Long.MAX_VALUE, 99).size();
    }

    private String code(String letter) {
        return post.shelf.transactions().read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT change_code FROM outbox_letter WHERE id = ?")) {
                select.setString(1, letter);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    byte[] code = row.getBytes(1);
                    return code == null ? "" : new String(code, java.nio.charset.StandardCharsets.ISO_8859_1);
                }
            }
        });
    }

    private void press(String letter, CardOwner owner) {
        TestClock clock = new TestClock(Post.START);
        CardOwners owners = new CardOwners(clock);
        owners.add(owner, Map.of("huitong.cards", "attention"));
        PressReader reader = new PressReader(
                new PressDesk(post.shelf, owners, post.addresses, new OneKeyVault(), new SetAlarms(), clock));
        Content content = new ContentBuilder()
                .event("card", LocalText.of("点击卡片", "card pressed"))
                .answering(Optional.of(letter + "-1"))
                .choice("known")
                .build(MessageType.EVENT);
        Message message = new Message(
                new MessageKey("echo", "acme", "m1"),
                "box",
                Conversation.ofEvents("echo", "acme"),
                Sender.person("u-1", "u-1"),
                content,
                Post.START,
                1,
                "{}");
        Entry entry = new Entry.Said(
                1,
                1,
                Entry.Liveness.LIVE,
                message,
                1,
                false,
                Post.START,
                List.of(),
                Set.of(Mark.of(Mark.Kind.PERSON, "p-1")));
        post.shelf.transactions().write(connection -> {
            reader.read(List.of(entry), connection);
            return null;
        });
    }
}
