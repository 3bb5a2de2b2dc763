// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    /** The values come from sha1sum, sha256sum and openssl. */
    @Test
    void agreesWithTheToolsOfTheSystem() {
        assertThat(Signatures.sortedSha1("b", "c", "a")).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(Signatures.sha256Hex("ab".getBytes(StandardCharsets.UTF_8), new byte[] {'c'}))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Signatures.hmacSha256Base64("Jefe", "what do ya want for nothing?"))
                .isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    }

    @Test
    void anEmptyKeyIsNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> Signatures.hmacSha256Base64("", "x"));
    }

    @Test
    void comparesAll() {
        assertThat(Signatures.same("abc", "abc")).isTrue();
        assertThat(Signatures.same("abc", "abd")).isFalse();
        assertThat(Signatures.same("abc", "ab")).isFalse();
        assertThat(Signatures.same("abc", "ABC")).isFalse();
    }

    @Test
    void aFingerprintKnowsWhereAPartEnds() {
        assertThat(Signatures.fingerprint("ab", "c")).hasSize(22).isNotEqualTo(Signatures.fingerprint("a", "bc"));
        assertThat(Signatures.fingerprint("ab", "c")).isEqualTo(Signatures.fingerprint("ab", "c"));
    }
}
