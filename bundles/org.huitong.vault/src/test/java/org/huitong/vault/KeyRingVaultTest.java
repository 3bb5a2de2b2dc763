// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingVaultTest {
    private static final byte[] ROW = "message/7/body".getBytes(UTF_8);
    private static final byte[] OTHER_ROW = "message/8/body".getBytes(UTF_8);
    private static final byte[] TEXT = "设备三号线停机，请尽快处理".getBytes(UTF_8);

    @TempDir
    Path keys;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private KeyRing ring;
    private KeyRingVault vault;

    @BeforeEach
    void open() {
        ring = KeyRing.open(keys, false);
        vault = new KeyRingVault(ring, () -> now);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 600, 8191, 100_000})
    void opensToWhatWasSealed(int length) {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        assertThat(vault.open(vault.seal("message", plain, ROW), ROW)).isEqualTo(plain);
        assertThat(vault.open(vault.seal("message", plain, new byte[0]), new byte[0]))
                .isEqualTo(plain);
    }

    @Test
    void everyChangedByteIsNoticed() {
        Sealed sealed = vault.seal("message", TEXT, ROW);
        for (int i = 0; i < sealed.text().length; i++) {
            locked(new Sealed(sealed.key(), sealed.wrapped(), flip(sealed.text(), i)), ROW);
        }
        for (int i = 0; i < sealed.wrapped().length; i++) {
            locked(new Sealed(sealed.key(), flip(sealed.wrapped(), i), sealed.text()), ROW);
        }
        for (int i = 0; i < ROW.length; i++) {
            locked(sealed, flip(ROW, i));
        }
        for (int length = 0; length < sealed.text().length; length++) {
            locked(new Sealed(sealed.key(), sealed.wrapped(), java.util.Arrays.copyOf(sealed.text(), length)), ROW);
        }
        for (int length = 0; length < sealed.wrapped().length; length++) {
            locked(new Sealed(sealed.key(), java.util.Arrays.copyOf(sealed.wrapped(), length), sealed.text()), ROW);
        }
        assertThat(vault.open(sealed, ROW)).isEqualTo(TEXT);
    }

    @Test
    void movedTextAndMixedPartsStayShut() {
        Sealed one = vault.seal("message", TEXT, ROW);
        Sealed two = vault.seal("message", TEXT, ROW);
        Sealed secret = vault.seal("secret", TEXT, ROW);
        locked(one, OTHER_ROW);
        locked(new Sealed(one.key(), two.wrapped(), one.text()), ROW);
        locked(new Sealed(secret.key(), one.wrapped(), one.text()), ROW);
        locked(new Sealed("message/2020-01", one.wrapped(), one.text()), ROW);
    }

    @Test
    void sameTextNeverLooksTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Sealed sealed = vault.seal("message", TEXT, ROW);
            assertThat(seen.add(HexFormat.of().formatHex(sealed.text()))).isTrue();
            assertThat(seen.add(HexFormat.of().formatHex(sealed.wrapped(), 1, 13)))
                    .isTrue();
        }
    }

    @Test
    void eachClassAndMonthHasItsKey() {
        assertThat(vault.seal("message", TEXT, ROW).key()).isEqualTo("message/2026-11");
        assertThat(vault.seal("secret", TEXT, ROW).key()).isEqualTo("secret/2026-11");
        now = Instant.parse("2026-11-30T23:59:59.999Z");
        Sealed november = vault.seal("message", TEXT, ROW);
        now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(vault.seal("message", TEXT, ROW).key()).isEqualTo("message/2026-12");
        assertThat(november.key()).isEqualTo("message/2026-11");
        assertThat(vault.open(november, ROW)).isEqualTo(TEXT);
        now = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(vault.seal("message", TEXT, ROW).key()).isEqualTo("message/2026-11");
        assertThat(ring.names()).containsExactly("message/2026-11", "message/2026-12", "secret/2026-11");
    }

    @Test
    void destroyedKeyTakesWhatItLocked() {
        Sealed november = vault.seal("message", TEXT, ROW);
        Sealed kept = vault.rewrap(november, "evidence");
        now = Instant.parse("2026-12-01T00:00:00Z");
        Sealed december = vault.seal("message", TEXT, ROW);
        assertThat(ring.destroy("message/2026-11")).isTrue();
        assertThat(ring.destroy("message/2026-11")).isFalse();
        locked(november, ROW);
        assertThat(vault.open(december, ROW)).isEqualTo(TEXT);
        assertThat(vault.open(kept, ROW)).isEqualTo(TEXT);

        open();
        locked(november, ROW);
        now = Instant.parse("2026-11-22T10:00:00Z");
        vault.seal("message", TEXT, ROW);
        // A key of the same name is another key.
        locked(november, ROW);
    }

    @Test
    void aFingerprintStaysTheSameAndIsNobodyElses(@TempDir Path other) {
        byte[] fingerprint = vault.fingerprint("revision", TEXT);
        assertThat(fingerprint).hasSize(32);
        now = Instant.parse("2030-01-01T00:00:00Z");
        open();
        assertThat(vault.fingerprint("revision", TEXT)).isEqualTo(fingerprint);
        assertThat(vault.fingerprint("dead-letter", TEXT)).isNotEqualTo(fingerprint);
        assertThat(vault.fingerprint("revision", ROW)).isNotEqualTo(fingerprint);
        assertThat(new KeyRingVault(KeyRing.open(other, false), InstantSource.system()).fingerprint("revision", TEXT))
                .isNotEqualTo(fingerprint);
        assertThatThrownBy(() -> vault.fingerprint("No name", TEXT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rewrappingLeavesTheTextAlone() {
        Sealed sealed = vault.seal("message", TEXT, ROW);
        Sealed again = vault.rewrap(sealed, "private");
        assertThat(again.key()).isEqualTo("private/2026-11");
        assertThat(again.text()).isEqualTo(sealed.text());
        assertThat(again.wrapped()).isNotEqualTo(sealed.wrapped());
        assertThat(vault.open(again, ROW)).isEqualTo(TEXT);
        assertThatThrownBy(() ->
                        vault.rewrap(new Sealed(sealed.key(), flip(sealed.wrapped(), 20), sealed.text()), "private"))
                .isInstanceOf(LockedException.class);
    }

    @Test
    void manyThreadsSealAndOpenAtOnceAndMakeEachKeyOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Sealed>> work = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String keyClass = "c" + i % 5;
                work.add(() -> {
                    Sealed sealed = vault.seal(keyClass, TEXT, ROW);
                    assertThat(vault.open(sealed, ROW)).isEqualTo(TEXT);
                    return sealed;
                });
            }
            List<Sealed> all = new ArrayList<>();
            for (Future<Sealed> done : pool.invokeAll(work)) {
                all.add(done.get());
            }
            open();
            for (Sealed sealed : all) {
                assertThat(vault.open(sealed, ROW)).isEqualTo(TEXT);
            }
            assertThat(ring.names()).hasSize(5);
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Message", "a/b", "ü", "vault/identity"})
    void oddClassesAreRefused(String keyClass) {
        assertThatThrownBy(() -> vault.seal(keyClass, TEXT, ROW)).isInstanceOf(IllegalArgumentException.class);
    }

    private void locked(Sealed sealed, byte[] context) {
        assertThatThrownBy(() -> vault.open(sealed, context)).isInstanceOf(LockedException.class);
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }
}
