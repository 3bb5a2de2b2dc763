// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.CallbackReceiver;
import org.huitong.api.connector.Connector;
import org.huitong.api.connector.Delivery;
import org.huitong.api.connector.Reception;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.Sighting;
import org.junit.jupiter.api.Test;

/** What every connector that is called over HTTP keeps to. A connector's test implements this. */
public interface CallbackContract extends SightsContract {
    /** The connector under test, configured so that it takes {@link #call()}. */
    CallbackReceiver receiver();

    @Override
    default Connector seeing() {
        return receiver();
    }

    /** A right call that brings one message, made anew: what the platform makes by chance (a nonce, a cipher) differs. */
    Callback call();

    /** What must never be seen. */
    List<String> secrets();

    /**
     * The same call, made anew, by somebody who has no secret: bare of query and headers, where most platforms put their
     * proofs. Where the proof stands in the body, as a token or a field that signs the others, this is overridden.
     */
    default Callback withoutProofs() {
        Callback call = call();
        return new Callback(call.method(), Map.of(), Map.of(), call.body(), call.receivedAt());
    }

    /**
     * Whether the proof covers each byte of the body, as a signature does. False where it is a mere token: whoever has it
     * may send what he likes, so that a damaged body may also be a dead letter.
     */
    default boolean proofCoversTheBody() {
        return true;
    }

    @Test
    default void takesARightCall() {
        assertThat(taken(call())).isNotEmpty().allSatisfy(delivery -> {
            assertThat(delivery.unreadable()).isEmpty();
            assertThat(delivery.sightings()).isNotEmpty();
        });
    }

    @Test
    default void namesTheSamePushAlike() {
        List<Delivery> first = taken(call());
        List<Delivery> again = taken(call());
        assertThat(again)
                .extracting(Delivery::id)
                .isEqualTo(first.stream().map(Delivery::id).toList());
        assertThat(keys(again)).isEqualTo(keys(first));
        assertThat(revisions(again)).isEqualTo(revisions(first));
    }

    @Test
    default void refusesTheSameCallWithoutItsProofs() {
        Reception reception = receiver().receive(withoutProofs());
        assertThat(reception).isInstanceOf(Reception.Refused.class);
        assertThat(sentences(reception)).doesNotContain(secrets());
    }

    @Test
    default void refusesWithASentenceThatShowsNoSecret() {
        Callback call = call();
        List<byte[]> bodies = List.of(
                new byte[0],
                "{".getBytes(StandardCharsets.UTF_8),
                "汇通".getBytes(Charset.forName("GB18030")),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                ("<!DOCTYPE a [<!ENTITY b \"" + "b".repeat(1000) + "\">]><a>&b;</a>").getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(call.body(), call.body().length / 2));
        for (String method : List.of("GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS")) {
            for (byte[] body : bodies) {
                Reception reception =
                        receiver().receive(new Callback(method, call.query(), call.headers(), body, call.receivedAt()));
                assertThat(sentences(reception)).doesNotContain(secrets());
                if (proofCoversTheBody()) {
                    assertThat(reception).isInstanceOf(Reception.Refused.class);
                } else {
                    isAnOutcome(reception);
                }
            }
        }
    }

    /** Every byte of a right call is damaged in turn: the outcome may be any, but it is one. */
    @Test
    default void neverThrows() {
        Callback call = call();
        Random dice = new Random(20261122);
        for (int i = 0; i < 2_000; i++) {
            byte[] body = call.body().clone();
            if (body.length > 0) {
                body[dice.nextInt(body.length)] = (byte) dice.nextInt();
            }
            Map<String, List<String>> query = new HashMap<>(call.query());
            Map<String, List<String>> headers = new HashMap<>(call.headers());
            List<Map<String, List<String>>> parts = List.of(query, headers);
            parts.get(i % 2).replaceAll((name, value) -> dice.nextInt(4) == 0 ? List.of("\u0000😀") : value);
            isAnOutcome(receiver().receive(new Callback(call.method(), query, headers, body, call.receivedAt())));
        }
    }

    @Test
    default void isCalledOnManyThreads() {
        List<MessageKey> one = keys(taken(call()));
        assertThat(IntStream.range(0, 500).parallel().mapToObj(i -> keys(taken(call()))))
                .allSatisfy(keys -> assertThat(keys).isEqualTo(one));
    }

    @Test
    default void takesALateCallOrCallsItStale() {
        Callback call = call();
        Instant later = call.receivedAt().plusSeconds(90 * 24 * 3600L);
        assertThat(receiver().receive(new Callback(call.method(), call.query(), call.headers(), call.body(), later)))
                .isNotInstanceOf(Reception.Replied.class);
    }

    @Test
    default void showsNoSecret() {
        assertThat(receiver().profile().deadline()).isPositive();
        assertThat(receiver().toString()
                        + receiver().profile()
                        + call()
                        + receiver().receive(call()))
                .doesNotContain(secrets());
    }

    /** It is one of the three, and whole: something is brought under a name, or the refusal says why. */
    static void isAnOutcome(Reception reception) {
        if (reception instanceof Reception.Taken taken) {
            assertThat(taken.deliveries().size() + taken.receipts().size()).isPositive();
            for (Delivery delivery : taken.deliveries()) {
                assertThat(delivery.id()).isNotBlank();
                assertThat(delivery.sightings().size() + delivery.unreadable().size())
                        .isPositive();
            }
        } else {
            assertThat(reception).isInstanceOfAny(Reception.Refused.class, Reception.Replied.class);
        }
    }

    /** What people are told of a call. */
    private static String sentences(Reception reception) {
        if (reception instanceof Reception.Refused refused) {
            return refused.detail().zh() + refused.detail().en();
        }
        return reception instanceof Reception.Taken taken
                ? taken.deliveries().stream()
                        .flatMap(delivery -> delivery.unreadable().stream())
                        .map(row -> row.reason().zh() + row.reason().en())
                        .collect(Collectors.joining())
                : "";
    }

    private List<Delivery> taken(Callback call) {
        Reception reception = receiver().receive(call);
        if (reception instanceof Reception.Taken taken) {
            return taken.deliveries();
        }
        throw new AssertionError("not taken: " + reception);
    }

    private static List<MessageKey> keys(List<Delivery> deliveries) {
        return deliveries.stream()
                .flatMap(delivery -> delivery.sightings().stream())
                .map(Sighting::key)
                .toList();
    }

    private static List<String> revisions(List<Delivery> deliveries) {
        return deliveries.stream()
                .flatMap(delivery -> delivery.sightings().stream())
                .filter(Sighting.Said.class::isInstance)
                .map(sighting -> ((Sighting.Said) sighting).revision().id())
                .toList();
    }
}
