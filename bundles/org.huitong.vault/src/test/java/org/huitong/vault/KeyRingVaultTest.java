// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.operation.Check;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.util.converter.Converters;

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
    @CsvSource({
        "AES_256_GCM, 0", "AES_256_GCM, 15", "AES_256_GCM, 16", "AES_256_GCM, 17", "AES_256_GCM, 100000",
        "SM4_GCM, 0", "SM4_GCM, 15", "SM4_GCM, 16", "SM4_GCM, 17", "SM4_GCM, 100000"
    })
    void opensToWhatWasSealed(Suite suite, int length) {
        vault.use(suite);
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        assertThat(vault.open(vault.seal("message", plain, ROW), ROW)).isEqualTo(plain);
        assertThat(vault.open(vault.seal("message", plain, new byte[0]), new byte[0]))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void everyChangedByteIsNoticed(Suite suite) {
        vault.use(suite);
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

    @ParameterizedTest
    @EnumSource(Suite.class)
    void movedTextAndMixedPartsStayShut(Suite suite) {
        vault.use(suite);
        Sealed one = vault.seal("message", TEXT, ROW);
        Sealed two = vault.seal("message", TEXT, ROW);
        Sealed secret = vault.seal("secret", TEXT, ROW);
        locked(one, OTHER_ROW);
        locked(new Sealed(one.key(), two.wrapped(), one.text()), ROW);
        locked(new Sealed(secret.key(), one.wrapped(), one.text()), ROW);
        locked(new Sealed("message/2020-01", one.wrapped(), one.text()), ROW);
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void sameTextNeverLooksTheSame(Suite suite) {
        vault.use(suite);
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

    /** The example of RFC 8998, A.1. */
    @Test
    void sm4IsThatOfTheStandard() throws GeneralSecurityException {
        HexFormat hex = HexFormat.of();
        Key key = new SecretKeySpec(hex.parseHex("0123456789abcdeffedcba9876543210"), "SM4");
        byte[] plain = hex.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
        byte[] context = hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] iv = hex.parseHex("00001234567800000000abcd");
        byte[] locked = Arrays.copyOf(iv, Gcm.IV + plain.length + Gcm.TAG);
        Gcm gcm = Suite.SM4_GCM.gcm();
        gcm.lock(key, plain, context, locked, 0);
        assertThat(hex.formatHex(locked))
                .isEqualTo("00001234567800000000abcd"
                        + "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
        assertThat(gcm.unlock(key, context, locked, 0)).isEqualTo(plain);
    }

    @Test
    void whatWasSealedInOneWayOpensWhileAnotherIsChosen() {
        Sealed aes = vault.seal("message", TEXT, ROW);
        vault.use(Suite.SM4_GCM);
        Sealed sm4 = vault.seal("message", TEXT, ROW);
        assertThat(aes.wrapped()[0]).isEqualTo((byte) 1);
        assertThat(sm4.wrapped()[0]).isEqualTo((byte) 2);
        assertThat(sm4.key()).isEqualTo(aes.key());
        assertThat(vault.open(aes, ROW)).isEqualTo(TEXT);
        Sealed again = vault.rewrap(aes, "private");
        assertThat(again.wrapped()[0]).isEqualTo((byte) 1);
        assertThat(vault.open(again, ROW)).isEqualTo(TEXT);

        open();
        assertThat(vault.open(sm4, ROW)).isEqualTo(TEXT);
        assertThat(vault.open(vault.rewrap(sm4, "private"), ROW)).isEqualTo(TEXT);
        // None of the bits that wrap for one suite wrap for the other.
        assertThat(Suite.SM4_GCM.wrapping(ring.need("message/2026-11")).getEncoded())
                .isNotEqualTo(Arrays.copyOf(ring.need("message/2026-11").getEncoded(), 16));
        byte[] renamed = sm4.wrapped().clone();
        renamed[0] = 1;
        locked(new Sealed(sm4.key(), renamed, sm4.text()), ROW);
        renamed[0] = 3;
        locked(new Sealed(sm4.key(), renamed, sm4.text()), ROW);
    }

    @Test
    void aSuiteThatIsNotKnownIsSaidAndTheOneBeforeGoesOn() {
        Seals seals = new Seals(ring, vault);
        seals.choose(config("sm4-gcm"));
        assertThat(seals.state()).isEqualTo(Check.Result.up("The keys are open; what is sealed is sealed by sm4-gcm."));
        seals.choose(config("sm4"));
        assertThat(seals.state().status()).isEqualTo(Check.Status.DEGRADED);
        assertThat(seals.state().message()).contains("not known: sm4.", "meanwhile it is sm4-gcm");
        assertThat(vault.seal("message", TEXT, ROW).wrapped()[0]).isEqualTo((byte) 2);
        seals.choose(config("aes-256-gcm"));
        assertThat(vault.seal("message", TEXT, ROW).wrapped()[0]).isEqualTo((byte) 1);
        assertThat(seals.state().status()).isEqualTo(Check.Status.UP);
    }

    private static VaultConfig config(String suite) {
        return Converters.standardConverter().convert(Map.of("suite", suite)).to(VaultConfig.class);
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
