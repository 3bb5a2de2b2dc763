// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Credentials;
import org.huitong.api.connector.MessageSender;
import org.huitong.api.connector.Outgoing;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Sent;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Action;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.outbox.Writing;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Person;
import org.huitong.simulator.day.Room;
import org.huitong.simulator.day.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card goes out, is pressed, tells the hub so, and is changed: each connector and its platform's desk, both ways. */
class CardsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");
    private static final String CALLED = "http://127.0.0.1:9/x";
    private static final String KEY = "7-1";
    private static final Person WHO = Script.ofTheDay().people().get(0);

    /** One platform, its desk, and the connector that serves it. */
    private static final class Table {
        private final Account account;
        private final Connector connector;
        private final SendDesk desk;
        private final Cards cards = new Cards();
        private final List<Card> laid = new ArrayList<>();
        private final List<String> before = new ArrayList<>();

        Table(String platform) {
            account = Account.create(platform, "demo", "", "", CALLED);
            connector = Connectors.of(account, () -> NOW);
            desk = account.desk(
                    Script.ofTheDay(),
                    account.streams(() -> NOW, new Random(1)),
                    "ws://127.0.0.1:9",
                    cards,
                    new SendDesk.Heard() {
                        @Override
                        public void said(String where, String room, String person, String text) {
                            throw new AssertionError("it is a card, and was taken for words");
                        }

                        @Override
                        public void laid(String where, String person, Card card) {
                            laid.add(card);
                            before.add(person);
                        }
                    });
        }

        Step<Sent> send(Writing.Card card, Optional<Outgoing.Replaced> old) {
            Outgoing.Target to = new Outgoing.Target(Outgoing.Target.Kind.USER, WHO.id());
            Outgoing what =
                    new Outgoing(KEY, to, card, NOW, 0, new Outgoing.Topic(Optional.empty(), Optional.empty(), old));
            Trail trail = Trail.beginning(Optional.of(token()));
            while (((MessageSender) connector).send(what, trail) instanceof Step.Ask<Sent> ask) {
                trail = trail.then(ask.note(), answered(ask.call()));
            }
            return ((MessageSender) connector).send(what, trail);
        }

        private Token token() {
            Credentials keys = (Credentials) connector;
            Trail trail = Trail.beginning(Optional.empty());
            Step.Ask<Token> ask = (Step.Ask<Token>) keys.renew(trail);
            return ((Step.Done<Token>) keys.renew(trail.then(ask.note(), answered(ask.call())))).value();
        }

        private Reply answered(Call call) {
            return new DeskWire(desk, NOW).make(call);
        }

        /** As the platform calls the hub, signed and sealed. */
        Message pressed(Card card, String label) {
            Card.Button button = card.buttons().stream()
                    .filter(b -> b.label().equals(label))
                    .findFirst()
                    .orElseThrow();
            Room room = Script.ofTheDay().rooms().stream()
                    .filter(r -> r.platform().equals(account.platform()) && r.kind() != Room.Kind.GROUP)
                    .findFirst()
                    .orElseThrow();
            PlatformSide side = account.called().side();
            Letter letter = side.write(
                    new Happening("p-1", room, WHO, Happening.Act.PRESS, button.gives(), card.id(), NOW, NOW));
            Reception reception = ((CallbackReceiver) connector).receive(callback(side.post(letter, NOW)));
            assertThat(reception).isInstanceOf(Reception.Taken.class);
            Reception.Taken taken = (Reception.Taken) reception;
            assertThat(side.isThanks(
                            letter,
                            taken.answer().status(),
                            new String(taken.answer().body(), StandardCharsets.UTF_8)))
                    .isTrue();
            return ((Sighting.Said) taken.deliveries().get(0).sightings().get(0)).message();
        }

        private static Callback callback(Push push) {
            Map<String, List<String>> query = new HashMap<>();
            int mark = push.path().indexOf('?');
            for (String pair :
                    mark < 0 ? new String[0] : push.path().substring(mark + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
            }
            Map<String, List<String>> headers = new HashMap<>();
            push.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
            return new Callback(push.method(), query, headers, push.body(), NOW);
        }
    }

    private static Writing.Card card(List<Writing.Fact> facts, List<Writing.Button> buttons) {
        return new Writing.Card("即将到期", "三号线换模", facts, buttons, "task:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu"})
    void aPressedCardSaysWhatCameOfIt(String platform) {
        Table table = new Table(platform);
        Writing.Card asked = card(
                List.of(new Writing.Fact("编号", "T1")),
                List.of(
                        Writing.Button.press("收到", "known", Writing.Style.MAIN),
                        Writing.Button.press("完成", "done", Writing.Style.PLAIN)));

        Step<Sent> sent = table.send(asked, Optional.empty());
        assertThat(sent).isInstanceOf(Step.Done.class);
        assertThat(table.before).containsExactly(WHO.id());
        Card lying = table.laid.get(0);
        assertThat(lying.words()).contains("即将到期", "三号线换模", "T1");
        assertThat(lying.buttons()).extracting(Card.Button::label).containsExactly("收到", "完成");

        Message press = table.pressed(lying, "完成");
        assertThat(press.content().action()).contains(new Action(Optional.of(KEY), "done"));
        assertThat(press.sender().id()).isIn(WHO.id(), "ou_" + WHO.id());

        Outgoing.Replaced old =
                new Outgoing.Replaced(KEY, ((Step.Done<Sent>) sent).value().nativeId(), press.payload());
        Writing.Card over = card(List.of(new Writing.Fact("结果", "王建国 已办结 16:00")), List.of());
        assertThat(table.send(over, Optional.of(old))).isInstanceOf(Step.Done.class);
        Card changed = table.cards.of(lying.id()).orElseThrow();
        assertThat(changed.words()).contains("已办结 16:00");
        assertThat(changed.buttons()).isEmpty();
        assertThat(table.laid).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu"})
    void aCardThatNobodyPressedSaysWhatCameOfItElsewhere(String platform) {
        Table table = new Table(platform);
        Writing.Card asked = card(List.of(), List.of(Writing.Button.press("收到", "known", Writing.Style.MAIN)));
        Sent sent = ((Step.Done<Sent>) table.send(asked, Optional.empty())).value();
        Outgoing.Replaced old = new Outgoing.Replaced(
                KEY, sent.nativeId(), "", sent.change().orElseThrow().code());
        Writing.Card over = card(List.of(new Writing.Fact("结果", "李四已确认 16:00")), List.of());
        assertThat(table.send(over, Optional.of(old))).isInstanceOf(Step.Done.class);

        Card changed = table.cards.of(table.laid.get(0).id()).orElseThrow();
        assertThat(changed.words()).contains("李四已确认 16:00");
        assertThat(changed.buttons()).isEmpty();
        assertThat(table.laid).hasSize(1);
    }

    @Test
    void theWordOfAPressChangesACardOnce() {
        Table table = new Table("wecom");
        Writing.Card asked = card(List.of(), List.of(Writing.Button.press("收到", "known", Writing.Style.MAIN)));
        table.send(asked, Optional.empty());
        Message press = table.pressed(table.laid.get(0), "收到");
        Optional<Outgoing.Replaced> old = Optional.of(new Outgoing.Replaced(KEY, "", press.payload()));
        assertThat(table.send(card(List.of(), List.of()), old)).isInstanceOf(Step.Done.class);

        assertThat(table.send(card(List.of(), List.of()), old)).isInstanceOf(Step.Failed.class);
    }
}
