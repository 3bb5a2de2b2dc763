// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.testkit.CallbackContract;
import org.huitong.testkit.Wax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.util.converter.Converters;

class EchoConnectorTest implements CallbackContract {
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final String SECRET = "a secret of sixteen";
    private static final String HELLO =
            "{\"delivery\":\"d-1\",\"company\":\"acme\",\"id\":\"m-1\",\"room\":\"hall\",\"from\":"
                    + "{\"id\":\"u-1\",\"name\":\"张三\"},\"text\":\"你好\",\"at\":\"2026-11-22T07:59:59Z\"}";

    private final EchoConnector connector = connector(Map.of("secret", "sealed:" + SECRET));

    @Override
    public CallbackReceiver receiver() {
        return connector;
    }

    @Override
    public Callback call() {
        return call(HELLO, NOW, SECRET);
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    static Stream<Arguments> calls() {
        Callback good = call(HELLO, NOW, SECRET);
        return Stream.of(
                Arguments.of("signed", good, "taken"),
                Arguments.of("another secret", call(HELLO, NOW, "x"), "bad-signature"),
                Arguments.of("unsigned", new Callback("POST", Map.of(), Map.of(), good.body(), NOW), "bad-signature"),
                Arguments.of("old", call(HELLO, NOW.minusSeconds(301), SECRET), "stale-timestamp"),
                Arguments.of("no JSON", call("hello", NOW, SECRET), "dead letter"),
                Arguments.of("GET", new Callback("GET", Map.of(), Map.of(), new byte[0], NOW), "method-not-allowed"),
                Arguments.of("no room", call(HELLO.replace("hall", " "), NOW, SECRET), "dead letter"),
                Arguments.of("no time", call(HELLO.replace("2026-11", "soon"), NOW, SECRET), "dead letter"),
                Arguments.of("nothing in it", call("{}", NOW, SECRET), "dead letter"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("calls")
    void getsItsAnswer(String name, Callback call, String expected) {
        assertThat(told(connector.receive(call))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "secret, '', set Secret",
        "secret, fifteen letters, 16 characters",
        "secret, sealed:lost, key store",
        "freshness, often, duration",
    })
    void anAccountThatIsNotReadySaysWhatToMend(String name, String value, String hint) {
        Map<String, String> settings = new HashMap<>(Map.of("secret", SECRET));
        settings.put(name, value);

        assertThat(connector(settings).receive(call(HELLO, NOW, SECRET)))
                .isInstanceOfSatisfying(Reception.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.NOT_CONFIGURED);
                    assertThat(refused.detail().en()).contains(hint);
                });
        assertThat(connector(settings).problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).contains(hint));
        assertThat(connector(Map.of("secret", SECRET)).problem()).isEmpty();
    }

    @Test
    void aPastedSecretMayHaveWhiteSpaceAround() {
        assertThat(told(connector(Map.of("secret", " " + SECRET + "\n")).receive(call(HELLO, NOW, SECRET))))
                .isEqualTo("taken");
    }

    @Test
    void namesDeliveryMessageAndVersion() {
        Delivery delivery = delivery(call(HELLO, NOW, SECRET));
        Sighting.Said said = (Sighting.Said) delivery.sightings().get(0);
        Message message = said.message();

        assertThat(delivery.id()).isEqualTo("d-1");
        assertThat(message.key().tenant()).isEqualTo("acme");
        assertThat(message.key().nativeId()).isEqualTo("m-1");
        assertThat(message.account()).isEqualTo("test");
        assertThat(message.sender()).isEqualTo(Sender.person("u-1", "张三"));
        assertThat(message.content().text()).contains("你好");
        assertThat(message.sentAt()).isEqualTo(Instant.parse("2026-11-22T07:59:59Z"));
        assertThat(message.payload()).isEqualTo(HELLO);
    }

    @Test
    void takesARecall() {
        Delivery delivery = delivery(call(HELLO.replace("\"text\"", "\"recall\":true,\"text\""), NOW, SECRET));

        assertThat(delivery.sightings().get(0)).isInstanceOf(Sighting.Recalled.class);
    }

    private Delivery delivery(Callback call) {
        return ((Reception.Taken) connector.receive(call)).deliveries().get(0);
    }

    private static String told(Reception reception) {
        if (reception instanceof Reception.Refused refused) {
            return refused.refusal().word();
        }
        Delivery delivery = ((Reception.Taken) reception).deliveries().get(0);
        return delivery.unreadable().isEmpty() ? "taken" : "dead letter";
    }

    static EchoConnector connector(Map<String, String> settings) {
        EchoConfig config = Converters.standardConverter().convert(settings).to(EchoConfig.class);
        return new EchoConnector(config, Map.of("service.pid", "org.huitong.connector.echo~test"), new Wax());
    }

    static Callback call(String body, Instant at, String secret) {
        String timestamp = Long.toString(at.getEpochSecond());
        String signature = hmac(timestamp + "\n" + body, secret);
        return new Callback(
                "POST",
                Map.of(),
                Map.of("x-echo-timestamp", List.of(timestamp), "x-echo-signature", List.of(signature)),
                body.getBytes(StandardCharsets.UTF_8),
                NOW);
    }

    private static String hmac(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
