// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.huitong.api.vault.Sealed;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All keys under a new master key, while everything goes on and whatever happens. */
class KeyRenewalTest {
    private static final byte[] CONTEXT = "m1".getBytes(StandardCharsets.US_ASCII);

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

    private static byte[] bytes(KeyRing ring, String name) {
        return ring.find(name).orElseThrow().getEncoded();
    }

    @Test
    void classAndPeriodStayAndTheOldMasterKeyOpensNothingAnyMore() throws IOException {
        KeyRing ring = VaultKeeper.open(data, keys);
        KeyRingVault vault = new KeyRingVault(ring, new TestClock());
        Sealed sealed = vault.seal("said", "合同".getBytes(StandardCharsets.UTF_8), CONTEXT);
        byte[] other = ring.need("audit/2026-10").getEncoded();
        byte[] print = vault.fingerprint("revision", CONTEXT);
        char[] old = PassPhrase.read(pass);

        assertThat(ring.renew()).isEqualTo(4);
        assertThat(vault.open(sealed, CONTEXT)).asString(StandardCharsets.UTF_8).isEqualTo("合同");
        assertThatThrownBy(() -> PassPhrase.load(store, old)).isInstanceOf(IOException.class);
        assertThat(Files.list(keys).map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("vault.p12", "vault.pass", "vault.lock");

        KeyRing fresh = VaultKeeper.open(data, keys);
        assertThat(fresh.names()).containsExactly("audit/2026-10", sealed.key());
        assertThat(bytes(fresh, "audit/2026-10")).isEqualTo(other);
        KeyRingVault after = new KeyRingVault(fresh, new TestClock());
        assertThat(after.open(sealed, CONTEXT)).asString(StandardCharsets.UTF_8).isEqualTo("合同");
        assertThat(after.fingerprint("revision", CONTEXT)).isEqualTo(print);
    }

    @Test
    void aCrashAtEachStepLeavesAllKeys() throws IOException {
        KeyRing ring = VaultKeeper.open(data, keys);
        byte[] key = ring.need("said/2026-11").getEncoded();
        byte[] oldStore = Files.readAllBytes(store);
        byte[] oldPass = Files.readAllBytes(pass);
        ring.renew();
        byte[] newStore = Files.readAllBytes(store);
        byte[] newPass = Files.readAllBytes(pass);
        Path next = PassPhrase.next(pass);

        // The new phrase is half written aside; written; the store is half written aside; replaced; the phrase has its
        // name.
        for (byte[][] step : new byte[][][] {
            {oldStore, oldPass, null, {1, 2}, null},
            {oldStore, oldPass, newPass, null, null},
            {oldStore, oldPass, newPass, null, {1, 2}},
            {newStore, oldPass, newPass, null, null},
            {newStore, newPass, null, null, null}
        }) {
            put(store, step[0]);
            put(pass, step[1]);
            put(next, step[2]);
            put(KeyFiles.aside(next), step[3]);
            put(KeyFiles.aside(store), step[4]);
            KeyRing back = VaultKeeper.open(data, keys);
            assertThat(bytes(back, "said/2026-11")).isEqualTo(key);
            assertThat(next).doesNotExist();
            back.renew();
            assertThat(bytes(VaultKeeper.open(data, keys), "said/2026-11")).isEqualTo(key);
        }
    }

    private static void put(Path file, byte[] bytesOrNull) throws IOException {
        if (bytesOrNull == null) {
            Files.deleteIfExists(file);
        } else {
            Files.write(file, bytesOrNull);
        }
    }

    @Test
    void oneRenewalAfterACrashInAnotherNodeLosesNothing() throws IOException {
        KeyRing here = VaultKeeper.open(data, keys);
        byte[] key = here.need("said/2026-11").getEncoded();
        KeyRing there = VaultKeeper.open(data, keys);
        byte[] oldPass = Files.readAllBytes(pass);
        there.renew();
        // The other node was killed before the new phrase had its name.
        Files.move(pass, PassPhrase.next(pass));
        Files.write(pass, oldPass);
        assertThat(bytes(here, "said/2026-11")).isEqualTo(key);
        assertThat(here.need("said/2026-12").getEncoded()).hasSize(32);
        here.renew();
        KeyRing fresh = VaultKeeper.open(data, keys);
        assertThat(bytes(fresh, "said/2026-11")).isEqualTo(key);
        assertThat(fresh.names()).containsExactly("said/2026-11", "said/2026-12");
    }

    @Test
    void otherNodesFollowWithoutARestart() {
        KeyRing here = VaultKeeper.open(data, keys);
        KeyRing there = VaultKeeper.open(data, keys);
        byte[] key = there.need("said/2026-11").getEncoded();
        for (int i = 0; i < 3; i++) {
            here.renew();
            assertThat(there.trouble()).isEmpty();
            assertThat(bytes(there, "said/2026-11")).isEqualTo(key);
            byte[] made = there.need("made-" + i + "/2026-11").getEncoded();
            assertThat(bytes(here, "made-" + i + "/2026-11")).isEqualTo(made);
        }
    }

    @Test
    void aKeyStoreThatIsBrokenIsNotRenewed() throws IOException {
        KeyRing ring = VaultKeeper.open(data, keys);
        byte[] good = Files.readAllBytes(store);
        byte[] phrase = Files.readAllBytes(pass);
        KeyFiles.replace(store, new byte[] {1, 2, 3});
        assertThatThrownBy(ring::renew).isInstanceOf(UncheckedIOException.class);
        assertThat(store).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(pass).hasBinaryContent(phrase);
        KeyFiles.replace(store, good);
        ring.renew();
        assertThat(ring.trouble()).isEmpty();
    }

    /** A process of its own renews without end and makes keys between, and is killed at some moment. */
    @RepeatedTest(8)
    void killedAtAnyMomentItKeepsAllKeys() throws Exception {
        byte[] key = VaultKeeper.open(data, keys).need("said/2026-11").getEncoded();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dkeystore.pkcs12.keyPbeIterationCount=100",
                        "-Dkeystore.pkcs12.macIterationCount=100",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Renewing.class.getName(),
                        data.toString(),
                        keys.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String last = "";
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int rounds = 1 + new Random().nextInt(12);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = line;
                if (Integer.parseInt(line) >= rounds) {
                    break;
                }
            }
            // Until some moment of the renewal that follows; it does not end by itself.
            assertThat(process.waitFor(new Random().nextInt(20_000), TimeUnit.MICROSECONDS))
                    .isFalse();
            process.destroyForcibly().waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(last).isNotEmpty();
        KeyRing back = VaultKeeper.open(data, keys);
        assertThat(bytes(back, "said/2026-11")).isEqualTo(key);
        assertThat(back.names()).contains("made-" + Integer.parseInt(last) + "/2026-11");
        assertThat(PassPhrase.next(pass)).doesNotExist();
    }

    /** Says which key is in the file, before the next renewal begins. */
    static final class Renewing {
        private Renewing() {}

        public static void main(String[] folders) {
            KeyRing ring = VaultKeeper.open(Path.of(folders[0]), Path.of(folders[1]));
            for (int i = 0; i < 10_000; i++) {
                ring.need("made-" + i + "/2026-11");
                System.out.println(i);
                ring.renew();
            }
        }
    }
}
