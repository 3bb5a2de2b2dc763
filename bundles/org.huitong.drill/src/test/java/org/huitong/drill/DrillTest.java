// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.huitong.store.Database;
import org.huitong.testkit.OwnStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is what it says that it is, opens with the keys that are there, and sends nothing twice; or the drill says so. */
class DrillTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");

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
        SmallHub.keyStore(keys, "vault/identity", SmallHub.KEY);
        change(SmallHub::fill);
        assertThat(run("list", data.toString(), unpacked.resolve("inventory").toString()))
                .isEqualTo("0 ");
        // As restoring leaves it.
        Files.writeString(data.resolve("restored"), "2026-11-30T02:00:00Z");
    }

    /** Opens the database as a hub does. */
    private void change(Consumer<OwnStore> what) {
        try (Database database = Database.derby(unpacked.resolve("data/store"), folder.resolve("derby.log"), 2)) {
            what.accept(SmallHub.store(database));
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
        return Drill.check(unpacked, keys, "backup.tar.gz", Optional.empty(), InstantSource.fixed(NOW))
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
        SmallHub.keyStore(keys, "vault/identity");
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
