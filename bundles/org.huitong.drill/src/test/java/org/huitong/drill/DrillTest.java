// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.store.Database;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is what it says that it is, opens with the keys that are there, and sends nothing twice; or the drill says so. */
class DrillTest {
    private static final String KEY = "message/2026-11";
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static final String LINE =
            "INSERT INTO hub_journal (seq, id, revision, revision_at, kind, version, first_seq,"
                    + " platform, tenant, account, room, sender, type, sent_at, received_at, order_key, priority, recalled, delivery,"
                    + " body_key, body_wrapped, body)"
                    + " VALUES (?, ?, '', 0, 1, 1, ?, 'echo', 't', 'front', 1, 2, 'text', 1, 1, 1, 1, 0, 'd', ?, ?, ?)";
    private static final String LETTER =
            "INSERT INTO outbox_letter (id, letter_key, platform, account, lane, state, urgent,"
                    + " spoken, repeated, posted_by, posted_at, next_at, expires_at, tries, pieces_done, pieces_all, runner,"
                    + " leased_until, tried_at, sent_at, native_id, is_message, receipt_at, receipts, owed, body_key, body_wrapped,"
                    + " body) VALUES (?, ?, 'echo', 'front', 'l', ?, 0, 0, 0, 'tasks', 1, 1, 1, 0, 0, 0, '', 0, 0, 0, '', 0, 0, 0,"
                    + " 0, '', ?, ?)";

    @TempDir
    Path folder;

    private Path unpacked;
    private Path keys;

    @BeforeEach
    void backUp() throws IOException, SQLException {
        unpacked = Files.createDirectory(folder.resolve("unpacked"));
        keys = folder.resolve("keys");
        Path data = Files.createDirectories(unpacked.resolve("data"));
        Files.createDirectories(data.resolve("media"));
        Files.writeString(data.resolve("media/one"), "a picture, sealed");
        Files.createDirectories(data.resolve("run"));
        Files.writeString(data.resolve("run/pid"), "17");
        keyStore(keys, "vault/identity", KEY);
        change(store -> {
            store.migrate("hub");
            store.migrate("outbox");
            store.write(connection -> {
                connection
                        .createStatement()
                        .executeUpdate("INSERT INTO hub_name VALUES (1, 'room', 'echo', 't', 'hall'),"
                                + " (2, 'sender', 'echo', 't', 'u1')");
                try (PreparedStatement insert = connection.prepareStatement(LINE)) {
                    for (int seq = 1; seq <= 3; seq++) {
                        insert.setLong(1, seq);
                        insert.setBytes(2, ("message-id-0000" + seq).getBytes(StandardCharsets.US_ASCII));
                        insert.setLong(3, seq);
                        insert.setString(4, KEY);
                        insert.setBytes(5, new byte[] {1, 2, 3});
                        insert.setBytes(6, ("sealed " + seq).getBytes(StandardCharsets.US_ASCII));
                        insert.executeUpdate();
                    }
                }
                try (PreparedStatement insert = connection.prepareStatement(LETTER)) {
                    for (String state : List.of("waiting", "delivered")) {
                        insert.setString(1, state);
                        insert.setString(2, state);
                        insert.setString(3, state);
                        insert.setBytes(4, new byte[1]);
                        insert.setBytes(5, new byte[1]);
                        insert.executeUpdate();
                    }
                }
                return null;
            });
        });
        assertThat(run("list", data.toString(), unpacked.resolve("inventory").toString()))
                .isEqualTo("0 ");
        // As restoring leaves it.
        Files.writeString(data.resolve("restored"), "2026-11-30T02:00:00Z");
    }

    /** As the hub keeps its keys. */
    private static void keyStore(Path folder, String... names) throws IOException {
        char[] pass = "a phrase".toCharArray();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("vault.pass"), "a phrase\n");
        try (OutputStream out = Files.newOutputStream(folder.resolve("vault.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (String name : names) {
                SecretKey key = new SecretKeySpec(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 32), "AES");
                store.setEntry(name, new KeyStore.SecretKeyEntry(key), new KeyStore.PasswordProtection(pass));
            }
            store.store(out, pass);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Opens the database as a hub does. */
    private void change(Consumer<OwnStore> what) {
        try (Database database = Database.derby(unpacked.resolve("data/store"), folder.resolve("derby.log"), 2)) {
            what.accept(new OwnStore() {
                @Override
                public <T> T write(Work<T> work) {
                    return database.write(work);
                }

                @Override
                public <T> T read(Work<T> work) {
                    return database.read(work);
                }

                @Override
                public Dialect dialect() {
                    return database.dialect();
                }

                @Override
                public void close() {}
            });
        }
    }

    private void change(String sql) {
        change(store -> store.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                return update.executeUpdate();
            }
        }));
    }

    /** How it ended, and what it said to whoever looks for errors. */
    private String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Drill.run(words, InstantSource.fixed(NOW), new PrintStream(new ByteArrayOutputStream()), said) + " "
                + out.toString(StandardCharsets.UTF_8).strip();
    }

    private List<String> troubles() throws IOException, SQLException {
        return Drill.check(unpacked, keys, "backup.tar.gz", InstantSource.fixed(NOW))
                .troubles();
    }

    @Test
    void whatCameBackWholeIsGood() throws IOException, SQLException {
        Path report = folder.resolve("report.json");
        assertThat(run("check", unpacked.toString(), keys.toString(), "a \"backup\".tar.gz", report.toString()))
                .isEqualTo("0 ");
        assertThat(report)
                .content()
                .contains(
                        "\"good\": true",
                        "\"backup\": \"a \\\"backup\\\".tar.gz\"",
                        "\"messages\": 3",
                        "\"files\": 1",
                        "\"keys\": 1",
                        "\"lettersHeld\": 1",
                        "\"troubles\": []");
        // Looking changes nothing.
        assertThat(troubles()).isEmpty();
    }

    @Test
    void aMessageThatIsAnotherIsFound() throws IOException, SQLException {
        change("UPDATE hub_journal SET account = 'other' WHERE seq = 2");
        assertThat(troubles()).containsExactly("the chain of hashes parts behind line 0");
        assertThat(run(
                        "check",
                        unpacked.toString(),
                        keys.toString(),
                        "b",
                        folder.resolve("r").toString()))
                .isEqualTo("1 ");
    }

    @Test
    void aRoomThatBearsAnotherNameIsFound() throws IOException, SQLException {
        change("UPDATE hub_name SET value = 'another' WHERE id = 1");
        assertThat(troubles()).containsExactly("the chain of hashes parts behind line 0");
    }

    @Test
    void aMessageThatIsMissingIsFound() throws IOException, SQLException {
        change("DELETE FROM hub_journal WHERE seq = 3");
        assertThat(troubles())
                .containsExactly("messages: 2 in 2 lines, listed 3 in 3", "the chain of hashes parts behind line 0");
    }

    @Test
    void aFileThatIsAnotherIsFound() throws IOException, SQLException {
        Files.writeString(unpacked.resolve("data/media/one"), "another");
        assertThat(troubles()).singleElement().asString().contains("files beside the database");
    }

    @Test
    void keysThatAreMissingOrOthersAreFound() throws IOException, SQLException {
        Files.writeString(unpacked.resolve("data/vault.id"), "of others");
        assertThat(troubles()).anyMatch(trouble -> trouble.contains("are not those of this backup"));
        Files.delete(unpacked.resolve("data/vault.id"));
        keys = folder.resolve("others");
        keyStore(keys, "vault/identity");
        assertThat(troubles()).singleElement().asString().contains("keys are missing");
        try (Stream<Path> files = Files.list(keys)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(troubles()).singleElement().asString().contains("there are no keys in");
    }

    @Test
    void aCopyThatWouldSendAgainIsNotGood() throws IOException, SQLException {
        Files.delete(unpacked.resolve("data/restored"));
        assertThat(troubles()).containsExactly("a hub started on it would send 1 letters again");
    }

    @Test
    void whatCannotBeLookedAtIsSaidToBeUnknown() throws IOException {
        Files.delete(unpacked.resolve("inventory"));
        assertThat(run(
                        "check",
                        unpacked.toString(),
                        keys.toString(),
                        "b",
                        folder.resolve("r").toString()))
                .startsWith("2 ")
                .contains("by an earlier release");
        assertThat(run("check")).startsWith("2 drill list");
    }
}
