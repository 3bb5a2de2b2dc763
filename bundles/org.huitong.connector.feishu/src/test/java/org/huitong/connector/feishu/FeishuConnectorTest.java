// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.connector.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in, and what each gets back. */
class FeishuConnectorTest {
    private static final Account SEALED = Account.sealed();
    private static final Account PLAIN = Account.plain();
    private static final Account NO_TOKEN = Account.of(Map.of("encryptKey", "k"));
    private static final Account BARE = Account.of(Map.of());
    private static final Account UNCHECKED = Account.of(Map.of("encryptKey", "k", "freshness", "PT0S"));
    private static final Account HIDDEN =
            Account.of(Map.of("encryptKey", "sealed:k\n", "verificationToken", "sealed: v-token"));

    private static final String TEXT = Account.message("text", "{\"text\":\"你好\"}");
    private static final String HELLO = "{\"challenge\":\"c-1\",\"token\":\"v-token\",\"type\":\"url_verification\"}";
    private static final String STRANGE_HELLO = HELLO.replace("v-token", "other");

    private static final String OLD_CARD =
            "{\"open_id\":\"ou_1\",\"user_id\":\"u1\",\"open_message_id\":\"om_2\",\"open_chat_id\":\"oc_1\","
                    + "\"tenant_key\":\"t\",\"token\":\"c-1\",\"action\":{\"value\":{\"a\":\"b\"},\"tag\":\"button\"}}";

    static Stream<Arguments> calls() {
        Callback call = SEALED.call(TEXT);
        return Stream.of(
                row("sealed and signed", SEALED, call, "taken"),
                row("pushed again", SEALED, call, "taken"),
                row("plain with its token", PLAIN, PLAIN.call(TEXT), "taken"),
                row("no token configured, signature suffices", NO_TOKEN, NO_TOKEN.call(TEXT), "taken"),
                row("signed but not sealed", SEALED, SEALED.signed(TEXT, Account.NOW), "taken"),
                row("another key", SEALED, NO_TOKEN.call(TEXT), "bad-signature"),
                row("no signature", SEALED, Account.post(call.body(), Map.of()), "bad-signature"),
                row("no signature, plain", SEALED, Account.post(TEXT, Map.of()), "bad-signature"),
                row("one byte more", SEALED, longer(call), "bad-signature"),
                row("upper-case signature", SEALED, with(call, "x-lark-signature", "ABCD"), "bad-signature"),
                row("other time than signed", SEALED, with(call, "x-lark-request-timestamp", "1"), "bad-signature"),
                row("eight hours old", SEALED, late(SEALED, Duration.ofHours(8)), "taken"),
                row("older", SEALED, late(SEALED, Duration.ofHours(8).plusSeconds(1)), "stale-timestamp"),
                row("from the future", SEALED, late(SEALED, Duration.ofHours(-9)), "stale-timestamp"),
                row("older, unchecked", UNCHECKED, late(UNCHECKED, Duration.ofDays(999)), "taken"),
                row("wrong token", PLAIN, PLAIN.call(TEXT.replace("v-token", "w")), "bad-signature"),
                row("no token", PLAIN, PLAIN.call("{}"), "bad-signature"),
                row("sealed without a key", PLAIN, Account.post(call.body(), Map.of()), "not-configured"),
                row("nothing configured", BARE, BARE.call(TEXT), "not-configured"),
                row("no JSON, signed", SEALED, SEALED.signed("hello", Account.NOW), "dead letter"),
                row("no object, signed", SEALED, SEALED.signed("[1]", Account.NOW), "dead letter"),
                row("nothing, signed", SEALED, SEALED.signed("", Account.NOW), "dead letter"),
                row("no object, sealed and signed", SEALED, SEALED.call("[1]"), "dead letter"),
                row("no JSON, unsigned", SEALED, Account.post("hello", Map.of()), "bad-signature"),
                row(
                        "no JSON, signed long ago",
                        SEALED,
                        SEALED.signed("hello", Account.NOW.minusSeconds(99_999)),
                        "stale-timestamp"),
                row("not UTF-8, signed, no JSON", SEALED, SEALED.signed(new byte[] {-28, -67, '{'}), "dead letter"),
                row("not UTF-8, signed", SEALED, SEALED.signed(cut(TEXT)), "taken"),
                row("not UTF-8, unsigned", SEALED, Account.post(cut(TEXT), Map.of()), "bad-signature"),
                row("not UTF-8, plain with its token", PLAIN, Account.post(cut(TEXT), Map.of()), "taken"),
                row(
                        "not UTF-8, wrong token",
                        PLAIN,
                        Account.post(cut(TEXT.replace("v-token", "w")), Map.of()),
                        "bad-signature"),
                row("old card, signed by the key", SEALED, SEALED.signed(OLD_CARD, Account.NOW), "taken"),
                row("not an object", PLAIN, PLAIN.call("[1]"), "malformed"),
                row("nothing", PLAIN, PLAIN.call(""), "malformed"),
                row(
                        "not UTF-8",
                        PLAIN,
                        Account.post(new byte[] {'{', '"', -1, '"', ':', '1', '}'}, Map.of()),
                        "bad-signature"),
                row("deep", PLAIN, PLAIN.call("[".repeat(5000)), "malformed"),
                row(
                        "GET",
                        SEALED,
                        new Callback("GET", Map.of(), Map.of(), new byte[0], Account.NOW),
                        "method-not-allowed"),
                row("handshake, plain", PLAIN, PLAIN.call(HELLO), "{\"challenge\":\"c-1\"}"),
                row("handshake, sealed, unsigned", SEALED, unsigned(SEALED, HELLO), "{\"challenge\":\"c-1\"}"),
                row("handshake, sealed, no token set", NO_TOKEN, unsigned(NO_TOKEN, HELLO), "{\"challenge\":\"c-1\"}"),
                row("handshake, plain, no token set", NO_TOKEN, Account.post(HELLO, Map.of()), "bad-signature"),
                row("handshake, wrong token", PLAIN, PLAIN.call(STRANGE_HELLO), "bad-signature"),
                row("handshake, sealed, wrong token", SEALED, unsigned(SEALED, STRANGE_HELLO), "bad-signature"),
                row("handshake, other key", SEALED, unsigned(NO_TOKEN, HELLO), "bad-signature"),
                row("handshake of nothing", PLAIN, PLAIN.call(HELLO.replace("challenge", "c")), "malformed"),
                row(
                        "secrets sealed in the file",
                        HIDDEN,
                        Account.of(Map.of("encryptKey", "k")).call(TEXT),
                        "taken"),
                row(
                        "signed but not readable",
                        SEALED,
                        SEALED.signed("{\"encrypt\":\"ds3d\"}", Account.NOW),
                        "dead letter"),
                row("sealed but no JSON", SEALED, SEALED.call("hello world"), "dead letter"),
                row("an object without meaning", SEALED, SEALED.call("{\"a\":1}"), "dead letter"),
                row("a message without id", SEALED, SEALED.call(TEXT.replace("om_1", " ")), "dead letter"),
                row("old card", PLAIN, oldCard(PLAIN, "v-token"), "taken"),
                row("old card, forged", PLAIN, oldCard(PLAIN, "w-token"), "bad-signature"),
                row("old card beside a key", SEALED, oldCard(SEALED, "v-token"), "taken"));
    }

    @Test
    void theTokenThatTravelsInBodiesIsNamed() {
        assertThat(PLAIN.connector().secrets()).containsExactly(new Secret("verificationToken", "v-token"));
        assertThat(HIDDEN.connector().secrets()).containsExactly(new Secret("verificationToken", "v-token"));
        assertThat(NO_TOKEN.connector().secrets()).isEmpty();
        assertThat(BARE.connector().secrets()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("calls")
    void getsItsAnswer(String name, Account account, Callback call, String expected) {
        assertThat(told(account.connector().receive(call))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "appId, '', App ID",
        "encryptKey, sealed:lost, key store",
        "verificationToken, sealed:lost, key store",
        "freshness, often, duration",
    })
    void anAccountThatIsNotReadySaysWhatToMend(String name, String value, String hint) {
        Map<String, String> settings = new HashMap<>(Map.of("encryptKey", "k", "verificationToken", "v-token"));
        settings.put(name, value);

        assertThat(Account.of(settings).connector().receive(SEALED.call(TEXT)))
                .isInstanceOfSatisfying(Reception.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.NOT_CONFIGURED);
                    assertThat(refused.detail().en()).contains(hint);
                });
        assertThat(Account.of(settings).connector().problem())
                .hasValueSatisfying(problem -> assertThat(problem.en()).contains(hint));
        assertThat(SEALED.connector().problem()).isEmpty();
    }

    @Test
    void aDeadLetterTellsWhyAndKeepsWhatCame() {
        Delivery delivery = SEALED.delivery(SEALED.signed("hello", Account.NOW));

        assertThat(delivery.unreadable()).singleElement().satisfies(dead -> {
            assertThat(dead.raw()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
            assertThat(dead.reason().en()).contains("not JSON");
        });
        assertThat(SEALED.delivery(SEALED.signed("[1]", Account.NOW)).unreadable())
                .singleElement()
                .satisfies(dead -> assertThat(dead.reason().en()).contains("not a JSON object"));
    }

    @Test
    void aLostByteCostsOneCharacter() {
        String hello = Account.message("text", "{\"text\":\"@_user_10 好\"}");

        assertThat(SEALED.message(SEALED.signed(cut(hello))).content().text()).contains("@李\uFFFD 好");
        assertThat(PLAIN.message(Account.post(cut(hello), Map.of())).content().text())
                .contains("@李\uFFFD 好");
    }

    @Test
    void namesThePushByItsEventAndTheMessageByItself() {
        Delivery delivery = SEALED.delivery(TEXT);

        assertThat(delivery.id()).isEqualTo("ev-1");
        assertThat(delivery.sightings()).singleElement().satisfies(sighting -> {
            assertThat(sighting.key().platform()).isEqualTo("feishu");
            assertThat(sighting.key().tenant()).isEqualTo(Account.TENANT);
            assertThat(sighting.key().nativeId()).isEqualTo("om_1");
        });
        assertThat(SEALED.message(TEXT).account()).isEqualTo("test");
    }

    @Test
    void tellsItsOperatorWhatItSees() {
        assertThat(SEALED.connector().profile().tenant()).isEmpty();
        assertThat(SEALED.connector().profile().deadline()).isEqualTo(Duration.ofSeconds(3));
        assertThat(SEALED.connector().profile().live()).isFalse();
        assertThat(SEALED.connector().profile().sights())
                .extracting(s -> s.visible())
                .contains(true, false);
    }

    private static String told(Reception reception) {
        if (reception instanceof Reception.Refused refused) {
            return refused.refusal().word();
        }
        if (reception instanceof Reception.Replied replied) {
            return new String(replied.answer().body(), StandardCharsets.UTF_8);
        }
        List<Delivery> deliveries = ((Reception.Taken) reception).deliveries();
        return deliveries.get(0).unreadable().isEmpty() ? "taken" : "dead letter";
    }

    private static Arguments row(String name, Account account, Callback call, String expected) {
        return Arguments.of(name, account, call, expected);
    }

    private static Callback unsigned(Account account, String event) {
        return Account.post(account.seal(event), Map.of());
    }

    private static Callback late(Account account, Duration age) {
        return account.signed(account.seal(TEXT), Account.NOW.minus(age));
    }

    private static Callback longer(Callback call) {
        byte[] body = (new String(call.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        return new Callback("POST", Map.of(), call.headers(), body, Account.NOW);
    }

    private static Callback with(Callback call, String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.put(header, List.of(value));
        return new Callback("POST", Map.of(), headers, call.body(), Account.NOW);
    }

    /** The last byte of the last Han character is missing, as where somebody cut a text to a number of bytes. */
    private static byte[] cut(String event) {
        byte[] whole = event.getBytes(StandardCharsets.UTF_8);
        int lost = event.substring(0, event.lastIndexOf('强') + 1).getBytes(StandardCharsets.UTF_8).length - 1;
        byte[] rest = Arrays.copyOf(whole, whole.length - 1);
        System.arraycopy(whole, lost + 1, rest, lost, whole.length - lost - 1);
        return rest;
    }

    private static Callback oldCard(Account account, String token) {
        String stamp = Long.toString(Account.NOW.getEpochSecond());
        return Account.post(OLD_CARD, Account.headers(stamp, "n", sha1(stamp + "n" + token + OLD_CARD)));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-1")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
