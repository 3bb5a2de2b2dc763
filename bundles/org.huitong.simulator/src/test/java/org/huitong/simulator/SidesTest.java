// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Sighting;
import org.huitong.simulator.day.Day;
import org.huitong.simulator.day.Happening;
import org.huitong.simulator.day.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulator seals, the real connectors open. */
class SidesTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu", "generic"})
    void aWholeDayIsUnderstood(String platform) {
        Account account = Account.create(platform, "demo", "", "");
        PlatformSide side = account.side();
        CallbackReceiver connector = connector(account);
        Set<MessageType> types = new HashSet<>();
        Set<String> deliveries = new HashSet<>();
        int count = 0;
        for (Happening happening :
                new Day(Script.ofTheDay(), Duration.ofMinutes(20), "r", new Random(1)).plan(0, START, 9)) {
            if (!happening.room().platform().equals(platform)) {
                continue;
            }
            Letter letter = side.write(happening);
            Reception reception = connector.receive(callback(side.post(letter, happening.at()), happening.at()));

            assertThat(reception).as(letter.body()).isInstanceOf(Reception.Taken.class);
            Reception.Taken taken = (Reception.Taken) reception;
            Answer answer = taken.answer();
            assertThat(side.isThanks(letter, answer.status(), text(answer))).isTrue();
            Delivery delivery = taken.deliveries().get(0);
            assertThat(delivery.unreadable()).as(letter.body()).isEmpty();
            deliveries.add(delivery.id());
            count++;
            if (delivery.sightings().get(0) instanceof Sighting.Said said) {
                Message message = said.message();
                types.add(message.content().type());
                if (happening.act() == Happening.Act.TEXT) {
                    assertThat(message.content().text().orElse("").strip()).isEqualTo(happening.text());
                    assertThat(message.sender().id()).isEqualTo(happening.who().id());
                    assertThat(Duration.between(message.sentAt(), happening.at())
                                    .abs())
                            .isLessThan(Duration.ofSeconds(1));
                }
            } else {
                assertThat(happening.act()).isEqualTo(Happening.Act.RECALL);
            }
        }

        assertThat(deliveries).hasSize(count);
        assertThat(types).contains(MessageType.TEXT, MessageType.IMAGE, MessageType.VOICE, MessageType.EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu", "generic"})
    void handsAreShaken(String platform) {
        Account account = Account.create(platform, "demo", "", "");
        Reception reception = connector(account).receive(callback(account.side().handshake(START), START));

        assertThat(reception).isInstanceOf(Reception.Replied.class);
        Answer answer = ((Reception.Replied) reception).answer();
        assertThat(account.side().isGreeting(answer.status(), text(answer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom", "feishu", "generic"})
    void aStaleSignatureAndAnotherAccountAreNotLetIn(String platform) {
        Account account = Account.create(platform, "demo", "", "");
        Account other = Account.create(platform, "demo", "", "");
        Happening happening = new Day(Script.ofTheDay(), Duration.ofMinutes(20), "r", new Random(1))
                .plan(0, START, 9).stream()
                        .filter(h -> h.room().platform().equals(platform))
                        .findFirst()
                        .orElseThrow();
        Letter letter = account.side().write(happening);

        assertThat(connector(account)
                        .receive(callback(account.side().post(letter, START.minus(Duration.ofDays(2))), START)))
                .isInstanceOfSatisfying(Reception.Refused.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.STALE));
        assertThat(connector(account).receive(callback(other.side().post(letter, START), START)))
                .isInstanceOf(Reception.Refused.class);
    }

    private static CallbackReceiver connector(Account account) {
        return (CallbackReceiver) Connectors.of(account, InstantSource.fixed(START));
    }

    static Callback callback(Push push, Instant at) {
        Map<String, List<String>> query = new HashMap<>();
        int mark = push.path().indexOf('?');
        if (mark >= 0) {
            for (String pair : push.path().substring(mark + 1).split("&")) {
                int is = pair.indexOf('=');
                query.put(
                        pair.substring(0, is),
                        List.of(URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8)));
            }
        }
        Map<String, List<String>> headers = new HashMap<>();
        push.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new Callback(push.method(), query, headers, push.body(), at);
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
