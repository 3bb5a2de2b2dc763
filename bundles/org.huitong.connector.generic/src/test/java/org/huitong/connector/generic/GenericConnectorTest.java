// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.connector.generic.Portal.NOW;
import static org.huitong.connector.generic.Portal.OTHER;
import static org.huitong.connector.generic.Portal.SECRET;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Receipt;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.CallbackContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenericConnectorTest implements CallbackContract {
    private static final String HELLO = "{\"company\":\"acme\",\"id\":\"m-1\",\"room\":{\"id\":\"hall\"},"
            + "\"from\":{\"id\":\"u-1\",\"name\":\"张三\"},\"text\":\"你好\",\"at\":\"2026-11-22T15:59:59+08:00\"}";

    private final GenericConnector connector = Portal.connector();

    @Override
    public CallbackReceiver receiver() {
        return connector;
    }

    @Override
    public Callback call() {
        return Portal.call(HELLO);
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of("signed", Portal.call(HELLO), "taken"),
                Arguments.of("another secret", Portal.call(HELLO, NOW, "k1", OTHER, "n"), "bad-signature"),
                Arguments.of("an unknown key", Portal.call(HELLO, NOW, "k9", SECRET, "n"), "bad-signature"),
                Arguments.of("no nonce", Portal.call(HELLO, NOW, "k1", SECRET, ""), "bad-signature"),
                Arguments.of("old", Portal.call(HELLO, NOW.minusSeconds(301), "k1", SECRET, "n"), "stale-timestamp"),
                Arguments.of(
                        "too early", Portal.call(HELLO, NOW.plusSeconds(301), "k1", SECRET, "n"), "stale-timestamp"),
                Arguments.of("no JSON", Portal.call("hello"), "dead letter"),
                Arguments.of("no object", Portal.call("[]"), "dead letter"),
                Arguments.of("no room", Portal.call(HELLO.replace("hall", " ")), "dead letter"),
                Arguments.of("no time", Portal.call(HELLO.replace("2026-11", "soon")), "dead letter"),
                Arguments.of("no such kind", Portal.call("{\"kind\":\"dance\"}"), "dead letter"),
                Arguments.of("a receipt of nothing", Portal.call("{\"kind\":\"receipt\"}"), "dead letter"),
                Arguments.of("nothing to tell", Portal.call("{\"items\":[]}"), "replied"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("calls")
    void getsItsAnswer(String name, Callback call, String expected) {
        assertThat(told(connector.receive(call))).isEqualTo(expected);
    }

    @Test
    void takesTheSecondKeyWhileKeysAreChanged() {
        GenericConnector both = Portal.connector(Map.of("secret", SECRET, "otherSecret", OTHER));

        assertThat(told(both.receive(Portal.call(HELLO, NOW, "k1", SECRET, "a"))))
                .isEqualTo("taken");
        assertThat(told(both.receive(Portal.call(HELLO, NOW, "k2", OTHER, "b"))))
                .isEqualTo("taken");
        assertThat(told(both.receive(Portal.call(HELLO, NOW, "k2", SECRET, "c"))))
                .isEqualTo("bad-signature");
    }

    @Test
    void aRepeatedCallIsTakenAgainAndAnotherOneUnderItsNonceIsNot() {
        Callback call = Portal.call(HELLO, NOW, "k1", SECRET, "n-1");

        assertThat(told(connector.receive(call))).isEqualTo("taken");
        assertThat(told(connector.receive(call))).isEqualTo("taken");
        assertThat(told(connector.receive(Portal.call(HELLO.replace("你好", "再见"), NOW, "k1", SECRET, "n-1"))))
                .isEqualTo("bad-signature");
    }

    @Test
    void isNamedByItsIdempotencyKey() {
        Callback call = Portal.call(HELLO);
        call.headers().put("idempotency-key", List.of("push-7"));

        assertThat(taken(connector.receive(call)).deliveries().get(0).id()).isEqualTo("push-7");
    }

    @Test
    void severalThingsMayBeToldAtOnce() {
        Reception.Taken taken = taken(connector.receive(Portal.call("{\"items\":[" + HELLO + ",{\"kind\":\"nonsense\"},"
                + HELLO.replace("\"company\"", "\"kind\":\"recall\",\"company\"") + ","
                + "{\"kind\":\"receipt\",\"letter\":\"p-1\",\"state\":\"rejected\",\"why\":\"黑名单\"}]}")));

        Delivery delivery = taken.deliveries().get(0);
        assertThat(delivery.sightings()).hasSize(2);
        assertThat(delivery.sightings().get(1)).isInstanceOf(Sighting.Recalled.class);
        assertThat(delivery.unreadable()).hasSize(1);
        assertThat(taken.receipts()).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo("p-1");
            assertThat(told.receipt().state()).isEqualTo(Receipt.State.REJECTED);
            assertThat(told.receipt().why())
                    .hasValueSatisfying(why -> assertThat(why.zh()).isEqualTo("黑名单"));
        });
    }

    @Test
    void anEditIsAnotherVersionOfTheSameMessage() {
        Sighting.Said first = said(HELLO);
        Sighting.Said again = said(HELLO);
        Sighting.Said edited = said(HELLO.replace("{\"company\"", "{\"kind\":\"edit\",\"company\"")
                .replace("你好", "您好")
                .replace("\"at\"", "\"editedAt\":\"2026-11-22T08:01:00Z\",\"at\""));

        assertThat(edited.key()).isEqualTo(first.key());
        assertThat(again.revision()).isEqualTo(first.revision());
        assertThat(edited.revision().id()).isNotEqualTo(first.revision().id());
        assertThat(edited.revision().at()).isAfter(first.revision().at());
        assertThat(edited.message().sentAt()).isEqualTo(first.message().sentAt());
    }

    @ParameterizedTest
    @CsvSource({
        "secret, '', set Secret",
        "secret, fifteen letters, 16 characters",
        "otherSecret, fifteen letters, 16 characters",
        "secret, sealed:lost, key store",
        "freshness, often, duration",
    })
    void anAccountThatIsNotReadySaysWhatToMend(String name, String value, String hint) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of("secret", SECRET));
        settings.put(name, value);

        assertThat(told(Portal.connector(settings).receive(Portal.call(HELLO)))).isEqualTo("not-configured");
        assertThat(Portal.connector(settings).problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).contains(hint));
    }

    private Sighting.Said said(String body) {
        Message message;
        Sighting.Said said = (Sighting.Said) taken(connector.receive(Portal.call(body)))
                .deliveries()
                .get(0)
                .sightings()
                .get(0);
        message = said.message();
        assertThat(message.account()).isEqualTo("test");
        return said;
    }

    private static Reception.Taken taken(Reception reception) {
        assertThat(reception).isInstanceOf(Reception.Taken.class);
        return (Reception.Taken) reception;
    }

    private static String told(Reception reception) {
        if (reception instanceof Reception.Refused refused) {
            return refused.refusal().word();
        }
        return reception instanceof Reception.Taken taken
                ? taken.deliveries().get(0).unreadable().isEmpty() ? "taken" : "dead letter"
                : "replied";
    }
}
