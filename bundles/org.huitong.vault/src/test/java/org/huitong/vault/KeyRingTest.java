// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the keys, whole and broken. */
class KeyRingTest {
    @TempDir
    Path home;

    private Path data;
    private Path keys;
    private Path store;
    private Path pass;

    @BeforeEach
    void folders() {
        data = home.resolve("data");
        keys = home.resolve("keys");
        store = keys.resolve("vault.p12");
        pass = keys.resolve("vault.pass");
    }

    @Test
    void keysAreForTheHubsUserAlone() throws IOException {
        VaultKeeper.open(data, keys).need("message/2026-11");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pass)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rw-r--r--"));
        VaultKeeper.open(data, keys);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pass)))
                .isEqualTo("rw-------");
    }

    @Test
    void keyIsInTheFileBeforeItIsUsed() {
        KeyRing ring = VaultKeeper.open(data, keys);
        byte[] key = ring.need("message/2026-11").getEncoded();
        assertThat(VaultKeeper.open(data, keys)
                        .find("message/2026-11")
                        .orElseThrow()
                        .getEncoded())
                .isEqualTo(key)
                .hasSize(32);
    }

    @Test
    void oneFileWithoutTheOtherIsRefused() throws IOException {
        VaultKeeper.open(data, keys);
        Files.move(pass, home.resolve("elsewhere"));
        assertThatThrownBy(() -> VaultKeeper.open(data, keys)).hasMessageContaining("vault.pass is missing");
        Files.move(home.resolve("elsewhere"), pass);
        Files.move(store, home.resolve("elsewhere"));
        assertThatThrownBy(() -> VaultKeeper.open(data, keys)).hasMessageContaining("vault.p12 is missing");
        assertThat(store).doesNotExist();
    }

    @Test
    void dataWithoutKeysIsRefused() throws IOException {
        Files.createDirectories(data.resolve("store"));
        assertThatThrownBy(() -> VaultKeeper.open(data, keys)).hasMessageContaining("no keys for it");
        assertThat(store).doesNotExist();
        assertThat(pass).doesNotExist();
    }

    @Test
    void keysOfOtherDataAreRefused() {
        VaultKeeper.open(data, keys);
        VaultKeeper.open(home.resolve("otherData"), home.resolve("otherKeys"));
        assertThatThrownBy(() -> VaultKeeper.open(data, home.resolve("otherKeys")))
                .hasMessageContaining("are not those of the data");
        VaultKeeper.open(data, keys);
    }

    @Test
    void keysInsideTheDataAreRefused() {
        assertThatThrownBy(() -> VaultKeeper.open(data, data.resolve("keys"))).hasMessageContaining("HUITONG_KEYS");
    }

    @Test
    void aKeyStoreThatIsEmptyOrCutOffIsSaid() throws IOException {
        VaultKeeper.open(data, keys);
        byte[] good = Files.readAllBytes(store);
        for (int length : new int[] {0, 1, 10, good.length / 2}) {
            Files.write(store, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> VaultKeeper.open(data, keys))
                    .as("%d bytes", length)
                    .hasMessageContaining("cannot be used: ")
                    .hasMessageNotContaining("null");
        }
    }

    @Test
    void wrongPassPhraseIsSaid() throws IOException {
        VaultKeeper.open(data, keys);
        Files.writeString(pass, "something else");
        assertThatThrownBy(() -> VaultKeeper.open(data, keys)).hasMessageContaining("cannot be used");
    }

    @Test
    void crashWhileTheFirstKeysAreMadeIsCarriedOn() throws IOException {
        // Between the two names: the pass phrase has its own, the key store not yet.
        String identity = KeyRing.open(keys, false).identity();
        Files.move(store, KeyFiles.aside(store));
        assertThat(KeyRing.open(keys, false).identity()).isEqualTo(identity);

        // Before the first name.
        Files.move(store, KeyFiles.aside(store));
        Files.move(pass, KeyFiles.aside(pass));
        assertThat(KeyRing.open(keys, false).identity()).isNotEqualTo(identity);
        assertThat(KeyFiles.aside(store)).doesNotExist();
        assertThat(KeyFiles.aside(pass)).doesNotExist();
    }

    @Test
    void crashWhileAKeyIsAddedLeavesTheOldKeys() throws IOException {
        KeyRing ring = VaultKeeper.open(data, keys);
        ring.need("message/2026-11");
        byte[] whole = Files.readAllBytes(store);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(KeyFiles.aside(store), java.util.Arrays.copyOf(whole, length));
            assertThat(VaultKeeper.open(data, keys).names()).containsExactly("message/2026-11");
            assertThat(KeyFiles.aside(store)).doesNotExist();
        }
    }

    @Test
    void identityIsNoKeyToDestroy() {
        KeyRing ring = VaultKeeper.open(data, keys);
        assertThat(ring.destroy("vault/identity")).isFalse();
        assertThat(ring.destroy("vault/fingerprints")).isFalse();
        assertThat(ring.names()).isEmpty();
    }

    @Test
    void noNodeTakesAwayTheKeysOfAnother() throws Exception {
        VaultKeeper.open(data, keys);
        var pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<byte[]>> work = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                KeyRing ring = VaultKeeper.open(data, keys);
                for (int i = 0; i < 12; i++) {
                    String name = "c" + i + "/2026-11";
                    work.add(() -> ring.need(name).getEncoded());
                }
            }
            List<byte[]> made = new ArrayList<>();
            for (Future<byte[]> key : pool.invokeAll(work)) {
                made.add(key.get());
            }
            KeyRing fresh = VaultKeeper.open(data, keys);
            assertThat(fresh.names()).hasSize(12);
            for (int i = 0; i < made.size(); i++) {
                assertThat(fresh.need("c" + i % 12 + "/2026-11").getEncoded()).isEqualTo(made.get(i));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aKeyThatIsDestroyedOrBroughtBackElsewhereIsSoHereWithoutARestart() throws IOException {
        KeyRing here = VaultKeeper.open(data, keys);
        here.need("message/2026-11");
        byte[] copy = Files.readAllBytes(store);
        KeyRing there = VaultKeeper.open(data, keys);
        assertThat(there.destroy("message/2026-11")).isTrue();
        Eventually.until("the key is gone", () -> here.find("message/2026-11").isEmpty());
        KeyFiles.replace(store, copy);
        assertThat(here.find("message/2026-11")).isPresent();
        assertThat(here.trouble()).isEmpty();
    }

    @Test
    void aKeyStoreThatBreaksWhileTheHubRunsTakesNoKeyAndIsLeftAsItIs() throws IOException {
        KeyRing ring = VaultKeeper.open(data, keys);
        byte[] key = ring.need("message/2026-11").getEncoded();
        byte[] good = Files.readAllBytes(store);
        VaultKeeper.open(home.resolve("otherData"), home.resolve("otherKeys"));
        for (byte[] broken : List.of(
                new byte[0],
                Arrays.copyOf(good, 100),
                Files.readAllBytes(home.resolve("otherKeys").resolve("vault.p12")))) {
            KeyFiles.replace(store, broken);
            assertThat(ring.trouble()).hasValueSatisfying(why -> assertThat(why).contains("cannot be read any more"));
            assertThat(ring.need("message/2026-11").getEncoded()).isEqualTo(key);
            assertThatThrownBy(() -> ring.need("message/2026-12")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> ring.destroy("message/2026-11")).isInstanceOf(UncheckedIOException.class);
            assertThat(store).hasBinaryContent(broken);
            assertThat(ring.need("message/2026-11").getEncoded()).isEqualTo(key);
        }
        KeyFiles.replace(store, good);
        assertThat(ring.trouble()).isEmpty();
        ring.need("message/2026-12");
        assertThat(VaultKeeper.open(data, keys).names()).containsExactly("message/2026-11", "message/2026-12");
    }
}
