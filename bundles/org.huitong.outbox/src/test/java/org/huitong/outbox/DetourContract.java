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
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.operation.SendingBoard.Light;
import org.huitong.api.operation.SendingBoard.Reached;
import org.huitong.api.outbox.Detour;
import org.huitong.api.outbox.Detours;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes by another way while a platform cannot send, on a real database. */
abstract class DetourContract {
    private static final int PRICE = 5;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Set<String> off = ConcurrentHashMap.newKeySet();
    private Post post;
    private Post.ByHand mail;
    private Post.ByHand sms;
    private int budget = 100;
    private int looks;

    abstract OwnStore store();

    @BeforeEach
    void open() {
        post = new Post(store());
        post.dispatcher.setDetours(new Chain());
        mail = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MAIL));
        sms = new Post.ByHand(post.echo(), Set.of(Outgoing.Target.Kind.MOBILE));
    }

    @AfterEach
    void close() {
        post.close();
    }

    /** Every urgent letter: mail first, which costs nothing, then SMS. */
    private final class Chain implements Detours {
        @Override
        public Optional<Detour> of(String person, boolean urgent) {
            return Optional.of(new Detour(
                            "1",
                            List.of(new Detour.Way("mail", 0), new Detour.Way("sms", PRICE)),
                            Duration.ofMinutes(2),
                            budget,
                            Post.START))
                    .filter(d -> urgent);
        }

        @Override
        public boolean isOff(String platform, String account) {
            return off.contains(platform + "/" + account);
        }
    }

    @Test
    void overAnOutageOfTwoHoursEachArrivesOnceByOneWay() {
        post.plug(post.echo());
        post.plug("sms", sms);
        post.platform.behaviour = letter -> EchoPlatform.What.THROTTLE;
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            letters.add(post.post(urgent("p-1", "急 " + i)));
            sms.said().add(Step.done(new Sent("sms-" + i, false)));
            post.pass(Duration.ofMinutes(5));
        }
        budget = 24 * PRICE;
        await(letters, State.ACCEPTED);
        assertThat(sms.sent()).hasSize(20 + 4);
        assertThat(post.platform.got).as("the platform has none of them").isEmpty();
        assertThat(letters).allSatisfy(id -> {
            assertThat(post.row(id).account().platform()).isEqualTo("sms");
            assertThat(post.row(id).detouredFrom()).contains(new AccountName("echo", "front"));
            assertThat(post.row(id).repeated()).isFalse();
        });

        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        String after = post.post(urgent("p-1", "恢复之后"));
        post.pass(Duration.ofMinutes(5));
        await(List.of(after), State.ACCEPTED);
        post.pass(Duration.ofHours(1));
        assertThat(post.platform.texts()).containsExactly("恢复之后");
        assertThat(sms.sent()).hasSize(24);
    }

    @Test
    void aDayCostsNoMoreThanItsBudgetAndTheRestWaits() {
        budget = 2 * PRICE;
        off.add("echo/front");
        post.plug(post.echo());
        post.plug("sms", sms);
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            letters.add(post.post(urgent("p-1", "急 " + i)));
            sms.said().add(Step.done(new Sent("sms-" + i, false)));
        }
        turned(letters.get(1));
        await(letters.subList(0, 2), State.ACCEPTED);
        assertThat(post.row(letters.get(0)).price()).isEqualTo(PRICE);
        assertThat(post.state(letters.get(2))).isEqualTo(State.WAITING);

        off.clear();
        post.pass(Duration.ofMinutes(1));
        await(letters.subList(2, 3), State.ACCEPTED);
        assertThat(post.platform.texts()).containsExactly("急 2");
        assertThat(sms.sent()).hasSize(2);
    }

    @Test
    void whatMayHaveArrivedSaysThatItMayBeRepeated() {
        post.plug(Post.Shaped.withoutKey(post.echo()));
        post.plug("sms", sms);
        sms.said().add(Step.done(new Sent("sms-1", false)));
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE_AND_HANG_UP;
        String id = post.post(urgent("p-1", "着火了"));
        until("it was tried in vain", () -> post.row(id).isDoubted());
        turned(id);
        await(List.of(id), State.ACCEPTED);
        assertThat(sms.sent()).singleElement().satisfies(sent -> assertThat(((Writing.Text) sent.writing()).text())
                .contains("可能重复")
                .endsWith("着火了"));
    }

    @Test
    void whatIsNotUrgentOrSomebodyWroteWaits() {
        off.add("echo/front");
        post.plug(post.echo());
        post.plug("sms", sms);
        String idle = post.post(Letter.notice(new To.Person("p-1"), new Writing.Text("周报"), "test", false, "k"));
        String said = post.post(Post.letter("hall", "你好", true, Optional.empty()));
        String urgent = post.post(urgent("p-1", "急"));
        sms.said().add(Step.done(new Sent("sms-1", false)));
        turned(urgent);
        assertThat(post.row(said).account().platform()).isEqualTo("echo");
        assertThat(post.row(idle).detouredFrom()).isEmpty();
        assertThat(post.platform.got).isEmpty();
        assertThat(post.board().sendings())
                .filteredOn(one -> one.platform().equals("echo"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.light()).isEqualTo(Light.OFF);
                    assertThat(one.waiting()).isEqualTo(2);
                    assertThat(one.since()).isPresent();
                });
    }

    @Test
    void whoHasNoPlatformIsReachedByTheChainAndTheBoardSaysByWhat() {
        post.plug("sms", sms);
        post.plug("mail", mail);
        sms.said().add(Step.done(new Sent("sms-1", false)));
        String id = post.post(urgent("p-1", "急"));
        post.pass(Duration.ofMinutes(3));
        await(List.of(id), State.ACCEPTED);
        assertThat(sms.sent()).hasSize(1);
        assertThat(post.board().reach("p-1")).containsExactly(new Reached("sms", "box"));
        post.plug(post.echo());
        assertThat(post.board().reach("p-1")).containsExactly(new Reached("echo", "front"), new Reached("sms", "box"));
        assertThat(post.board().reach("p-9")).isEmpty();
    }

    @Test
    void anAccountThatCannotSendSaysSinceWhenAndWhyUntilItSendsAgain() {
        post.plug(post.echo());
        post.platform.behaviour = letter -> EchoPlatform.What.THROTTLE;
        String id = post.post("hall", "你好");
        until("it is strained", () -> light() == Light.STRAINED);
        post.platform.behaviour = letter -> EchoPlatform.What.TAKE;
        post.pass(Duration.ofMinutes(3));
        await(List.of(id), State.ACCEPTED);
        assertThat(light()).isEqualTo(Light.SENDS);
        post.unplug();
        assertThat(post.board().sendings()).singleElement().satisfies(one -> {
            assertThat(one.light()).isEqualTo(Light.DOWN);
            assertThat(one.why()).contains(LocalText.of("连接器未运行", "its connector is away"));
        });
    }

    @Test
    void whoAcceptsAndDeliversNothingIsSeenByItsHabit() {
        post.plug(post.echo());
        post.platform.delivering = true;
        for (int i = 0; i < 12; i++) {
            confirmed(i);
        }
        post.platform.delivering = false;
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            silent.add(post.post("hall", "静 " + i));
        }
        silent.forEach(id -> until("it was taken", () -> post.state(id) == State.ACCEPTED));
        assertThat(unconfirmed()).as("they are young").isZero();
        post.pass(Duration.ofMinutes(3));
        assertThat(unconfirmed()).isEqualTo(4);
    }

    private void confirmed(int number) {
        String id = post.post("hall", "话 " + number);
        until("it was taken", () -> post.state(id) != State.WAITING && post.state(id) != State.SENDING);
        post.pass(Duration.ofSeconds(5));
        until("it has arrived", () -> post.state(id) == State.DELIVERED);
    }

    private long unconfirmed() {
        return post.board().sendings().get(0).unconfirmed();
    }

    private Light light() {
        return post.board().sendings().get(0).light();
    }

    private void await(List<String> letters, State state) {
        for (String id : letters) {
            until(LIMIT, id + " is " + state, () -> {
                later(Duration.ofSeconds(20));
                return post.state(id) == state;
            });
        }
    }

    /** Not with each look, or nothing but looking would be done. */
    private void later(Duration time) {
        if (++looks % 10 == 0) {
            post.pass(time);
        }
    }

    private void turned(String id) {
        until(LIMIT, "it goes by another way", () -> {
            later(Duration.ofSeconds(20));
            return post.row(id).detouredFrom().isPresent();
        });
    }

    private static Letter urgent(String person, String text) {
        return Letter.notice(new To.Person(person), new Writing.Text(text), "test", true, text);
    }
}
