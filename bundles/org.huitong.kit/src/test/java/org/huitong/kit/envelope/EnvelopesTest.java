// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopesTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private final Envelopes envelopes = envelopes("a token", KEY);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 27, 28, 29, 31, 32, 33, 1000, 100_000})
    void opensWhatItSealed(int length) {
        String text = "汇".repeat(length);
        assertThat(envelopes.open(envelopes.seal(text, "ding通"))).isEqualTo(new Opened.Letter(text, "ding通"));
    }

    @Test
    void aReceiverMayBeEmpty() {
        assertThat(envelopes.open(envelopes.seal("{}", ""))).isEqualTo(new Opened.Letter("{}", ""));
    }

    @Test
    void theSameDiceMakeTheSameEnvelope() {
        byte[] dice = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        assertThat(envelopes.seal(dice, "a", "b")).isEqualTo(envelopes.seal(dice, "a", "b"));
        assertThat(envelopes.seal("a", "b")).isNotEqualTo(envelopes.seal("a", "b"));
    }

    @Test
    void theLastLetterOfAKeyMayCarryBitsOfNoByte() {
        // B and A differ only in the two bits that belong to no byte.
        String sealed = envelopes("t", KEY.substring(0, 42) + "B").seal("x", "y");
        assertThat(envelopes("t", KEY.substring(0, 42) + "A").open(sealed)).isEqualTo(new Opened.Letter("x", "y"));
    }

    @ParameterizedTest
    @CsvSource({"'',base64 or length", "%%%%,base64", "QUJD,length", "QUJDREVGR0hJSktMTU5PUA==,length"})
    void whatIsNoEnvelopeStaysClosed(String cipher, String why) {
        assertThat(envelopes.open(cipher)).as(why).isInstanceOf(Opened.Closed.class);
    }

    @Test
    void aCharacterThatLostAByteDoesNotLoseTheRest() {
        byte[] whole = "停机了".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThat(envelopes.open(envelopes.seal(cut, "me"))).isEqualTo(new Opened.Letter("停机\uFFFD", "me"));
    }

    @Test
    void aDamagedEnvelopeNeverThrows() {
        byte[] sealed = Base64.getDecoder().decode(envelopes.seal("hello", "me"));
        for (int i = 0; i < sealed.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = sealed.clone();
                damaged[i] ^= (byte) (1 << bit);
                assertThat(envelopes.open(Base64.getEncoder().encodeToString(damaged)))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", KEY + "A", "!bcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"})
    void whatIsNoKeyIsRefusedWithASentence(String key) {
        assertThat(Envelopes.of("t", key).bad())
                .hasValueSatisfying(reason -> assertThat(reason.en()).startsWith("the key"));
    }

    @Test
    void signsOverTheSortedParts() {
        // printf '%s' '12a tokenc' | sha1sum
        assertThat(envelopes.sign("1", "2", "c")).isEqualTo("681d6c4a7c3b2c4133549afc92daaf0db7c9a972");
        assertThat(envelopes.isSigned(envelopes.sign("1", "2", "c"), "1", "2", "c"))
                .isTrue();
        assertThat(envelopes.isSigned(envelopes.sign("1", "2", "c"), "1", "3", "c"))
                .isFalse();
        assertThat(envelopes.isSigned("", "1", "2", "c")).isFalse();
    }

    @Test
    void manyThreadsDoNotMixTheirEnvelopes() {
        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .mapToObj(i -> envelopes.open(envelopes.seal("text " + i, "me")))
                        .toList())
                .containsExactlyElementsOf(IntStream.range(0, 20_000)
                        .mapToObj(i -> new Opened.Letter("text " + i, "me"))
                        .toList());
    }

    @Test
    void showsNoSecret() {
        assertThat(envelopes.toString()).doesNotContain("token").doesNotContain(KEY.substring(0, 5));
    }

    private static Envelopes envelopes(String token, String key) {
        return Envelopes.of(token, key).good().orElseThrow();
    }
}
