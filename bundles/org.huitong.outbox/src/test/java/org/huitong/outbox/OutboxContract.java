// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.huitong.api.connector.Abilities;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Receipted;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.message.Message;
import org.huitong.api.operation.Check;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.connector.echo.EchoConnector;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the outbox promises, on a real database, towards a real server. */
abstract class OutboxContract {
    private Post post;

    abstract OwnStore store();

    @BeforeEach
    void open() {
        post = new Post(store());
    }

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void keepsTheOrderOfARoomAndSaysAcceptedUntilThePlatformSaysMore() {
        List<String> texts = new ArrayList<>();
        String last = "";
        for (int i = 0; i < 20; i++) {
            texts.add("第" + i + "句");
            last = post.post("hall", "第" + i + "句");
        }
        post.plug(post.echo());

        String id = last;
        until("all are accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.texts()).isEqualTo(texts);
        assertThat(post.row(id).nativeId()).isEqualTo("e-20");

        post.platform.states.put("e-20", "delivered");
        post.pass(Duration.ofSeconds(4));
        until("it is delivered", () -> post.state(id) == State.DELIVERED);
        post.platform.states.put("e-20", "read");
        post.pass(Duration.ofSeconds(60));
        until("it is read", () -> post.state(id) == State.READ);
    }

    @Test
    void whatAPlatformTellsByItselfIsWrittenDownAndNeverTakenBack() {
        ToldReceipts told = new ToldReceipts(post.shelf, java.time.InstantSource.system());
        String id = post.post("hall", "你好");
        post.plug(post.echo());
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        String nativeId = post.row(id).nativeId();

        told.enter("echo", "other", List.of(new Receipted(nativeId, Receipt.READ)));
        assertThat(post.state(id)).isEqualTo(State.ACCEPTED);
        told.enter("echo", "front", List.of(new Receipted(nativeId, Receipt.DELIVERED)));
        assertThat(post.state(id)).isEqualTo(State.DELIVERED);
        told.enter("echo", "front", List.of(new Receipted(id + "-1", Receipt.READ)));
        told.enter("echo", "front", List.of(new Receipted(nativeId, Receipt.DELIVERED)));
        assertThat(post.state(id)).isEqualTo(State.READ);
        told.enter("echo", "front", List.of(new Receipted("nobody's", Receipt.READ), new Receipted("", Receipt.READ)));
    }

    @Test
    void aReceiptThatWasAskedForTakesBackNoneThatWasToldMeanwhile() {
        String id = post.post("hall", "你好");
        post.plug(post.echo());
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        ShelfRow asked = post.row(id);
        new ToldReceipts(post.shelf, () -> Post.START)
                .enter("echo", "front", List.of(new Receipted(asked.nativeId(), Receipt.READ)));

        new Receipts(post.shelf, null, () -> Post.START).write(asked, new Errand.End.Done<>(Receipt.DELIVERED));
        assertThat(post.state(id)).isEqualTo(State.READ);
    }

    @Test
    void aReceiptSettlesWhatNobodyCouldTell() {
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        post.plug(Post.Shaped.withoutKey(post.echo()));
        String id = post.post("hall", "你好");
        until("nobody can tell", () -> post.state(id) == State.UNKNOWN);

        new ToldReceipts(post.shelf, () -> Post.START)
                .enter("echo", "front", List.of(new Receipted(id + "-1", Receipt.DELIVERED)));

        assertThat(post.state(id)).isEqualTo(State.DELIVERED);
        post.dispatcher.wake();
        until("it stands in the log", () -> post.log.size() == 1);
    }

    @Test
    void whatIsDoneByHandEndsAsItSays() {
        Post.ByHand hands = new Post.ByHand(post.echo());
        hands.said().add(Step.later(Duration.ofSeconds(30), LocalText.of("忙", "busy")));
        hands.said().add(Step.done(new Sent("mail-1", true)));
        post.plug(hands);
        String taken = post.post("hall", "你好");

        until("it waits", () -> post.row(taken).reason().isPresent() && post.state(taken) == State.WAITING);
        post.pass(Duration.ofSeconds(31));
        until("it is accepted", () -> post.state(taken) == State.ACCEPTED);
        assertThat(post.row(taken).nativeId()).isEqualTo("mail-1");
        assertThat(hands.threads()).allMatch(name -> name.startsWith("huitong-outbox-hand"));

        String lost = post.post("hall", "断了");
        until("nobody can tell", () -> post.state(lost) == State.UNKNOWN);
    }

    @Test
    void aLetterToARoleIsOneToEachWhoHasItAndByMailWhereItIsUrgent() {
        Post.ByHand mail = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MAIL));
        mail.said().add(Step.done(new Sent("<m-1@acme.test>", true)));
        String role = post.post(to(new To.Role("it-head", Optional.of("d-1")), true));
        post.plug(post.echo());
        post.plug("mail", mail);

        until("it was divided", () -> post.state(role) == State.ACCEPTED);
        assertThat(post.row(role).reason().orElseThrow().en()).contains("each of the 2");
        until("one went by the platform", () -> post.platform.got.stream().anyMatch(g -> g.to().equals("u-1")));
        until("one went by mail", () -> mail.sent().size() == 1);
        assertThat(mail.sent().get(0).target())
                .isEqualTo(new Outgoing.Target(Outgoing.Target.Kind.MAIL, "p-2@acme.test"));
        assertThat(post.platform.got).hasSize(1);
    }

    @Test
    void whatIsNotUrgentWaitsForAPlatformAndARoleForItsHolder() {
        Post.ByHand mail = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MAIL));
        post.plug("mail", mail);
        String person = post.post(to(new To.Person("p-2"), false));
        String role = post.post(to(new To.Role("nobody", Optional.empty()), true));
        post.dispatcher.wake();

        until(
                "both were looked at",
                () -> post.row(person).nextAt().isAfter(Post.START)
                        && post.row(role).nextAt().isAfter(Post.START));
        assertThat(post.state(person)).isEqualTo(State.WAITING);
        assertThat(post.dispatcher
                        .outlook(post.row(role))
                        .reason()
                        .orElseThrow()
                        .en())
                .contains("nobody has this role");
        assertThat(mail.sent()).isEmpty();
    }

    @Test
    void anAddressAndANumberGoByTheAccountThatTakesSuch() {
        Post.ByHand mail = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MAIL));
        Post.ByHand sms = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MOBILE));
        mail.said().add(Step.done(new Sent("m-1", true)));
        sms.said().add(Step.done(new Sent("s-1", true)));
        post.plug("mail", mail);
        post.plug("sms", sms);
        String one = post.post(to(new To.Mail("a@acme.test"), false));
        String two = post.post(to(new To.Mobile("13800000000"), false));
        post.dispatcher.wake();

        until("both are accepted", () -> post.state(one) == State.ACCEPTED && post.state(two) == State.ACCEPTED);
        assertThat(mail.sent().get(0).target().id()).isEqualTo("a@acme.test");
        assertThat(sms.sent().get(0).target().id()).isEqualTo("13800000000");
    }

    private static Letter to(To to, boolean urgent) {
        return new Letter(
                to,
                new Writing.Text("请处理"),
                "zhang",
                true,
                urgent,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void theSameKeyOfTheSameSenderIsTheSameLetter() {
        String one = post.post(Post.letter("hall", "你好", false, Optional.of("k-1")));
        String two = post.post(Post.letter("hall", "你好", false, Optional.of("k-1")));
        String other = post.post(Post.letter("hall", "你好", false, Optional.of("k-2")));
        post.plug(post.echo());

        assertThat(two).isEqualTo(one).isNotEqualTo(other);
        until("both are accepted", () -> post.state(one) == State.ACCEPTED && post.state(other) == State.ACCEPTED);
        assertThat(post.platform.got).hasSize(2);
    }

    @Test
    void whatARolledBackTransactionPostedIsNeverSent() {
        try {
            post.shelf.transactions().write(connection -> {
                new LetterBox(post.shelf, post.enclosures, java.time.InstantSource.system(), java.time.ZoneOffset.UTC)
                        .post(connection, Post.letter("hall", "算了", false, Optional.empty()));
                throw new IllegalStateException("it goes wrong");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("it goes wrong");
        }
        String id = post.post("hall", "真的");
        post.plug(post.echo());

        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.texts()).containsExactly("真的");
    }

    @Test
    void fiftyThatFindTheirTokenRefusedRenewItOnce() {
        String first = post.post("first", "试");
        post.plug(post.echo());
        until("the token is there", () -> post.state(first) == State.ACCEPTED);
        assertThat(post.platform.tokens).hasValue(1);

        post.platform.valid = "revoked by the platform";
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(post.post("room-" + i, "第" + i + "封"));
        }
        post.dispatcher.wake();

        until("all are accepted", () -> ids.stream().allMatch(id -> post.state(id) == State.ACCEPTED));
        assertThat(post.platform.tokens).hasValue(2);
        assertThat(post.platform.got).hasSize(51);
    }

    @Test
    void keepsBelowTheQuotaAndSaysWhenItWillGo() {
        post.plug(Post.Shaped.within(post.echo(), Abilities.Quota.ofAccount(5, Duration.ofMinutes(1))));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(post.post("room-" + i, "第" + i + "封"));
        }
        post.dispatcher.wake();

        until("five are taken", () -> post.platform.got.size() == 5);
        Dispatcher.Outlook next = post.dispatcher.outlook(post.row(ids.get(5)));
        Dispatcher.Outlook last = post.dispatcher.outlook(post.row(ids.get(11)));
        assertThat(next.dueAt()).contains(Post.START.plusSeconds(60));
        assertThat(next.reason().orElseThrow().en()).contains("quota");
        assertThat(last.dueAt()).contains(Post.START.plusSeconds(120));

        post.pass(Duration.ofSeconds(59));
        assertThat(post.platform.got).hasSize(5);
        post.pass(Duration.ofSeconds(2));
        until("five more are taken", () -> post.platform.got.size() == 10);
        post.pass(Duration.ofSeconds(61));
        until("all are taken", () -> ids.stream().allMatch(id -> post.state(id) == State.ACCEPTED));
    }

    /** It may have gone with that try; no other follows. */
    @Test
    void whatIsTakenBackWhileItIsOnItsWayIsNotTriedAgain() {
        LocalText why = LocalText.of("已撤回", "withdrawn");
        post.platform.behaviour = letter -> {
            post.recall("zhang", letter.text(), why);
            return letter.text().equals("到了") ? EchoPlatform.What.TAKE : EchoPlatform.What.THROTTLE;
        };
        String fails = post.post(Post.letter("hall", "没到", false, Optional.of("没到")));
        String goes = post.post(Post.letter("yard", "到了", false, Optional.of("到了")));
        post.plug(post.echo());
        until("the one ends", () -> post.state(fails) == State.REJECTED);
        assertThat(post.row(fails).reason().orElseThrow().zh()).isEqualTo("已撤回");
        post.pass(Duration.ofMinutes(2));
        until("the other goes", () -> post.state(goes) == State.ACCEPTED);
        assertThat(post.row(goes).reason()).isEmpty();
        assertThat(post.platform.attempts).hasSize(2);
    }

    /** Nobody can tell whether it went, and nobody has to decide whether it goes again. */
    @Test
    void whatIsTakenBackAndGotNoAnswerIsNoQuestion() {
        post.platform.behaviour = letter -> {
            post.recall("zhang", "k", LocalText.of("已撤回", "withdrawn"));
            return EchoPlatform.What.TAKE_AND_HANG_UP;
        };
        String id = post.post(Post.letter("hall", "一", false, Optional.of("k")));
        post.plug(Post.Shaped.withoutKey(post.echo()));
        until("it ends", () -> post.state(id) == State.REJECTED);
    }

    @Test
    void aPlatformThatWantsToBeLeftAloneIsLeftAloneAlsoAfterARestart() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        post.platform.behaviour = letter -> {
            refused.add(letter.key());
            return EchoPlatform.What.THROTTLE;
        };
        String one = post.post("hall", "一");
        post.plug(post.echo());
        until("it waits", () -> post.row(one).reason().isPresent());
        assertThat(post.state(one)).isEqualTo(State.WAITING);

        post.dispatcher.close();
        post.open();
        String two = post.post("yard", "二");
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.pass(Duration.ofSeconds(30));
        assertThat(post.dispatcher.outlook(post.row(two)).dueAt()).contains(Post.START.plusSeconds(60));
        assertThat(refused).hasSize(1);
        assertThat(post.platform.got).isEmpty();

        post.pass(Duration.ofSeconds(31));
        until("both are accepted", () -> post.state(one) == State.ACCEPTED && post.state(two) == State.ACCEPTED);
    }

    @Test
    void whatThePlatformKnowsByItsKeyGoesAgainUnderTheSameKey() {
        Set<String> tried = ConcurrentHashMap.newKeySet();
        post.platform.behaviour =
                letter -> tried.add(letter.key()) ? EchoPlatform.What.TAKE_AND_HANG_UP : EchoPlatform.What.TAKE;
        String id = post.post("hall", "只一次");
        post.plug(post.echo());

        until("it was tried", () -> post.row(id).tries() == 1 && post.state(id) == State.WAITING);
        post.pass(Duration.ofSeconds(3));
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.row(id).tries()).isEqualTo(2);
        assertThat(post.row(id).repeated()).isFalse();
        assertThat(post.platform.got).hasSize(1);
    }

    @Test
    void withoutAKeyFreeTextWaitsForADecisionAndGoesAgainMarked() {
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post("hall", "请转告");
        post.plug(Post.Shaped.withoutKey(post.echo()));

        until("nobody knows", () -> post.state(id) == State.UNKNOWN);
        post.pass(Duration.ofHours(1));
        assertThat(post.platform.got).hasSize(1);

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.platform.byKey.clear();
        post.decide(id, Decision.AGAIN);
        post.dispatcher.wake();
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.texts().get(1)).contains("可能重复").contains("请转告");
    }

    @Test
    void withoutAKeyWhatIsUrgentGoesAgainMarked() {
        post.platform.behaviour =
                letter -> letter.text().contains("可能重复") ? EchoPlatform.What.TAKE : EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post(Post.letter("hall", "停机！", true, Optional.empty()));
        post.plug(Post.Shaped.withoutKey(post.echo()));

        until("it was tried", () -> post.row(id).repeated());
        post.platform.byKey.clear();
        post.pass(Duration.ofSeconds(3));
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.texts()).hasSize(2);
    }

    @Test
    void goesOnWithTheNewConnectorWhereTheOldOneLeftInTheMiddle() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch exchanged = new CountDownLatch(1);
        post.platform.behaviour = letter -> {
            arrived.countDown();
            await(exchanged);
            return EchoPlatform.What.TAKE;
        };
        String id = post.post("hall", "换装");
        EchoConnector old = post.echo();
        post.plug(old);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        post.unplug();
        exchanged.countDown();
        until("the answer finds nobody", () -> post.platform.got.size() == 1);
        assertThat(post.state(id)).isEqualTo(State.SENDING);
        post.plug(post.echo());

        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.row(id).tries()).isEqualTo(1);
        assertThat(post.platform.got).hasSize(1);
    }

    @Test
    void whatWasLeavingAsTheHubEndedIsNotLostAndNotDoubled() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        post.platform.behaviour = letter -> {
            arrived.countDown();
            await(ended);
            return EchoPlatform.What.TAKE;
        };
        String id = post.post("hall", "断电");
        post.plug(post.echo());
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        post.dispatcher.close();
        ended.countDown();
        assertThat(post.state(id)).isEqualTo(State.SENDING);

        post.open();
        // Longer than another node would be waited for.
        post.pass(Duration.ofSeconds(31));
        until("it is tried again", () -> post.state(id) == State.WAITING || post.state(id) == State.ACCEPTED);
        post.pass(Duration.ofSeconds(3));
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.got).hasSize(1);
    }

    @Test
    void whatIsRefusedSaysWhyAndHoldsNobodyBack() {
        post.platform.behaviour =
                letter -> letter.text().equals("坏") ? EchoPlatform.What.REFUSE : EchoPlatform.What.TAKE;
        String bad = post.post("hall", "坏");
        String good = post.post("hall", "好");
        post.plug(post.echo());

        until("the next is accepted", () -> post.state(good) == State.ACCEPTED);
        assertThat(post.state(bad)).isEqualTo(State.REJECTED);
        assertThat(post.row(bad).reason()).isPresent();
    }

    @Test
    void whatIsTooLateIsNotSent() {
        String id = post.post("hall", "过期");
        post.pass(Duration.ofDays(4));
        until("it is given up", () -> post.state(id) == State.REJECTED);
        post.plug(post.echo());
        assertThat(post.platform.got).isEmpty();
    }

    @Test
    void whatSomebodyWroteStandsInTheLogOnce() {
        String id = post.post("hall", "收到");
        post.plug(post.echo());
        until("it is in the log", () -> post.log.size() == 1);
        Message message = post.log.get(0);
        assertThat(message.sender().isOurs()).isTrue();
        assertThat(message.key().nativeId()).isEqualTo(post.row(id).nativeId());
        assertThat(message.content().text()).contains("收到");
        post.pass(Duration.ofSeconds(10));
        assertThat(post.log).hasSize(1);
    }

    @Test
    void whatIsTooLongGoesInPiecesOneAfterTheOther() {
        String text = "很长的一句话。".repeat(700);
        String id = post.post("hall", text);
        post.plug(post.echo());
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(post.platform.got).hasSize(3);
        assertThat(String.join("", post.platform.texts())).isEqualTo(text);
    }

    /** Piece 1 may have arrived and did: the others are not given up with it. */
    @Test
    void thePiecesAfterOneThatArrivedAreSent() {
        String text = "很长的一句话。".repeat(700);
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post("hall", text);
        post.plug(Post.Shaped.withoutKey(post.echo()));
        until("nobody knows", () -> post.state(id) == State.UNKNOWN);

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.decide(id, Decision.ARRIVED);
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(String.join("", post.platform.texts())).isEqualTo(text);
        until("it is in the log", () -> post.log.size() == 1);
    }

    /** The platform tells of one piece, and that is not the whole letter. */
    @Test
    void aReceiptForOnePieceGivesUpNoOther() {
        String text = "很长的一句话。".repeat(700);
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post("hall", text);
        post.plug(Post.Shaped.withoutKey(post.echo()));
        until("nobody knows", () -> post.state(id) == State.UNKNOWN);

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        new ToldReceipts(post.shelf, () -> Post.START)
                .enter("echo", "front", List.of(new Receipted(id + "-1", Receipt.DELIVERED)));
        post.dispatcher.wake();
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        assertThat(String.join("", post.platform.texts())).isEqualTo(text);
    }

    @Test
    void theLastPieceThatArrivedEndsTheLetter() {
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post("hall", "一句话");
        post.plug(Post.Shaped.withoutKey(post.echo()));
        until("nobody knows", () -> post.state(id) == State.UNKNOWN);

        post.decide(id, Decision.ARRIVED);
        until("it is in the log", () -> post.log.size() == 1);
        assertThat(post.state(id)).isEqualTo(State.ACCEPTED);
        assertThat(post.platform.got).hasSize(1);
    }

    /** The mark stands on the piece that may be there already, and moves no border. */
    @Test
    void aPieceThatGoesAgainIsMarkedAndNoOther() {
        String text = "很长的一句话。".repeat(700);
        post.platform.behaviour =
                letter -> letter.key().endsWith("-2") ? EchoPlatform.What.TAKE_AND_HANG_UP : EchoPlatform.What.TAKE;
        String id = post.post("hall", text);
        post.plug(Post.Shaped.withoutKey(post.echo()));
        until("nobody knows of the second", () -> post.state(id) == State.UNKNOWN);
        assertThat(post.row(id).pieces()).isOne();

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.platform.byKey.clear();
        post.decide(id, Decision.AGAIN);
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);
        List<String> texts = post.platform.texts();
        assertThat(texts).hasSize(4);
        assertThat(texts.get(2)).startsWith("（可能重复").endsWith(texts.get(1));
        assertThat(texts.get(0) + texts.get(1) + texts.get(3)).isEqualTo(text);
    }

    @Test
    void aLookThatComesTooLateSendsNothingAgain() {
        String id = post.post("hall", "一次");
        ShelfRow stale = post.row(id);
        EchoConnector echo = post.echo();
        post.plug(echo);
        until("it is accepted", () -> post.state(id) == State.ACCEPTED);

        Delivery late = post.delivery();
        assertThat(late.begins(stale)).isTrue();
        late.go(stale, echo.abilities());
        until("it has seen that", () -> late.underWay(stale.account()) == 0);
        assertThat(post.platform.attempts).hasSize(1);
        assertThat(post.state(id)).isEqualTo(State.ACCEPTED);
    }

    /** Between the two it was tried, and is to go again marked: a look from before must not send it without. */
    @Test
    void aLookFromBeforeTheMarkSendsNothingWithoutIt() {
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post(Post.letter("hall", "停机！", true, Optional.empty()));
        ShelfRow stale = post.row(id);
        Post.Shaped sender = Post.Shaped.withoutKey(post.echo());
        post.plug(sender);
        until("it is to be marked", () -> post.row(id).repeated());

        Delivery late = post.delivery();
        assertThat(late.begins(stale)).isTrue();
        late.go(stale, sender.abilities());
        until("it has seen that", () -> late.underWay(stale.account()) == 0);
        assertThat(post.platform.attempts).hasSize(1);
    }

    @Test
    void anAnswerThatStallsHoldsNobodyForEver() {
        post.platform.behaviour =
                letter -> letter.text().equals("卡住") ? EchoPlatform.What.STALL : EchoPlatform.What.TAKE;
        post.patient(Duration.ofMillis(300));
        String stalls = post.post("hall", "卡住");
        String next = post.post("hall", "下一句");
        post.plug(Post.Shaped.withoutKey(post.echo()));

        until("the next is accepted", () -> post.state(next) == State.ACCEPTED);
        assertThat(post.state(stalls)).isEqualTo(State.UNKNOWN);
    }

    /** Answers are read by the same threads that look for letters. */
    @Test
    void howeverOftenItIsWokenAnAnswerFindsAThread() {
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch looks = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        post.platform.behaviour = letter -> {
            await(answer);
            return EchoPlatform.What.TAKE;
        };
        post.plug(post.echo());
        String id = post.post("hall", "你好");
        until("it is on its way", () -> post.platform.attempts.size() == 1);
        post.plug("slow", new Post.Slow(new Post.ByHand(post.echo()), looks, goOn));
        post.post(Letter.notice(new To.Mail("somebody@acme.test"), new Writing.Text("周报"), "test", false, "k"));
        await(looks);
        try {
            for (int i = 0; i < 100; i++) {
                post.dispatcher.wake();
            }
            answer.countDown();
            until("it was taken", () -> post.state(id) == State.ACCEPTED);
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void aConnectorThatBreaksHoldsNoOtherBack() {
        post.plug(post.echo());
        post.senders.addSender(Post.broken(post.echo()), Post.properties("back"));
        String bad = post.post(
                Letter.notice(new To.Room("echo", "back", "hall"), new Writing.Text("坏"), "meetings", false, "bad"));
        String good = post.post("hall", "好");

        until("the other is accepted", () -> post.state(good) == State.ACCEPTED);
        assertThat(post.state(bad)).isEqualTo(State.WAITING);
        assertThat(post.dispatcher.outlook(post.row(bad)).reason().orElseThrow().en())
                .contains("cannot say");
        assertThat(post.dispatcher.standings())
                .anySatisfy(s -> assertThat(s.problem()).isPresent());
        assertThat(post.dispatcher.result().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(post.dispatcher.result().message()).contains("echo~back");
    }

    /** As where its key was destroyed, or a later hub wrote it. */
    @Test
    void aLetterThatCannotBeOpenedHoldsNoOtherBackAndIsShown() {
        String bad = post.post("hall", "坏");
        String good = post.post("hall", "好");
        post.spoil(bad);
        post.plug(post.echo());

        until("the other is accepted", () -> post.state(good) == State.ACCEPTED);
        assertThat(post.state(bad)).isEqualTo(State.UNKNOWN);
        assertThat(post.row(bad).reason().orElseThrow().en()).contains("cannot be opened");
        assertThat(post.platform.texts()).containsExactly("好");
    }

    @Test
    void aWordThatTheLogRefusesHoldsNoOtherBack() {
        post.refusedByTheLog = "坏";
        post.post("hall", "坏");
        post.post("yard", "好");
        post.plug(post.echo());

        until("the other is in the log", () -> post.log.size() == 1);
        until("that is said", () -> post.dispatcher.result().status() == Check.Status.DEGRADED);
    }

    @Test
    void aBundleOfTheSameNameAsAnAccountHasItsOwnKeys() {
        String said = post.post(Post.letter("hall", "我说", false, Optional.of("k-1")));
        String told = post.post(
                Letter.notice(new To.Room("echo", "front", "hall"), new Writing.Text("通知"), "zhang", false, "k-1"));
        assertThat(told).isNotEqualTo(said);
    }

    @Test
    void aPersonIsReachedWhereOneOfOurAccountsCanWrite() {
        post.plug(post.echo());
        String known = post.post(to(new To.Person("p-1")));
        String unknown = post.post(to(new To.Person("p-2")));

        until("it is accepted", () -> post.state(known) == State.ACCEPTED);
        assertThat(post.platform.got.get(0).to()).isEqualTo("u-1");
        assertThat(post.row(known).account()).isEqualTo(new AccountName("echo", "front"));
        assertThat(post.state(unknown)).isEqualTo(State.WAITING);
        assertThat(post.dispatcher.outlook(post.row(unknown)).reason()).isPresent();
    }

    @Test
    void aLetterToAPersonIsNotGivenUpWhileNobodyKnowsPeople() {
        String letter = post.post(to(new To.Person("p-1")));
        // It was addressed before the hub ended, and connectors are back before the people.
        post.shelf.transactions().write(connection -> connection
                .createStatement()
                .executeUpdate("UPDATE outbox_letter SET platform = 'echo', account = 'front'"));
        post.addresses.unsetPeople(null);
        post.plug(post.echo());
        // Whoever looked before it was addressed has put it off.
        post.pass(Duration.ofMinutes(1));
        until("it waits for the people", () -> post.row(letter)
                .reason()
                .filter(why -> why.en().startsWith("people are not known yet"))
                .isPresent());
        assertThat(post.state(letter)).isEqualTo(State.WAITING);

        // Whom nobody knows although people are known cannot be reached.
        post.addresses.setPeople(Post::nobody);
        post.pass(Duration.ofMinutes(1));
        until("it is given up", () -> post.state(letter) == State.REJECTED);
        assertThat(post.platform.got).isEmpty();
    }

    private static Letter to(To to) {
        return Letter.notice(to, new Writing.Text("开会"), "meetings", false, to.toString());
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
