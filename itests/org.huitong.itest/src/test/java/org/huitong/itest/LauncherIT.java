// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.HubProcess.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/huitong} does beside running the hub leaves a running hub, and its secrets, alone. */
class LauncherIT {
    @TempDir
    private Path folder;

    @Test
    void theShellTellsWhetherItsCommandWorked() {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.start();
            Said worked = hub.run("shell", "feature:list");
            assertThat(worked.exit()).as(worked.output()).isZero();
            assertThat(worked.output()).contains("statistics");
            Said unknown = hub.run("shell", "feature:nonsense");
            assertThat(unknown.exit()).as(unknown.output()).isEqualTo(1);
            assertThat(unknown.output()).contains("nonsense");
            Said refused = hub.run("shell", "feature:install nonsense");
            assertThat(refused.exit()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output()).startsWith("Refused / 不能执行: there is no feature nonsense");
            Said far = hub.run("shell", "extension:plan near.jar");
            assertThat(far.exit()).as(far.output()).isEqualTo(1);
            assertThat(far.output()).contains("whole path").doesNotContain("Exception");
            Said bare = hub.run("shell", "extension:plan");
            assertThat(bare.exit()).as(bare.output()).isEqualTo(1);
            assertThat(bare.output()).contains("extension:plan <file>").doesNotContain("Exception");
        }
    }

    @Test
    void theShellAnswersWhereThePathOfItsSocketIsTooLong() throws IOException {
        Path data = Files.createDirectories(folder.resolve("汇通消息中台".repeat(6)));
        try (HubProcess hub = new HubProcess(folder)) {
            Said nobody = hub.with("HUITONG_DATA", data.toString()).run("shell", "feature:list");
            assertThat(nobody.exit()).as(nobody.output()).isEqualTo(1);
            assertThat(nobody.output()).contains("too long", "HUITONG_DATA");
            hub.start();
            Said worked = hub.run("shell", "feature:list");
            assertThat(worked.exit()).as(worked.output()).isZero();
            assertThat(worked.output()).contains("statistics");
        }
    }

    @Test
    void theLogIsNotInWhatACommandSays() throws IOException {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.start();
            Said done = hub.run("shell", "feature:uninstall statistics");
            assertThat(done.exit()).as(done.output()).isZero();
            assertThat(done.output()).contains("Done / 完成").doesNotContain("INFO");
            assertThat(hub.log()).content().contains("A plan was carried out");
        }
    }

    @Test
    void aComponentThatDoesNotComeUpStandsInTheLog() {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.configure("trouble", Map.of("broken", "true")).start();
            Plug.troubleInto(hub, folder.resolve("scratch"));

            Path log = hub.home().resolve("logs/huitong.log");
            Eventually.until("the component's error in " + log, () -> read(log).contains("broken on purpose"));
            assertThat(read(log))
                    .contains("Error during instantiation")
                    .contains("bundle=trouble")
                    .contains("at trouble.TroubleConnector.<init>");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoeverRunsKeepsTheDataToItself() throws IOException {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.start();
            Path pid = hub.data().resolve("run/pid");
            String running = Files.readString(pid);
            assertThat(running.strip()).isEqualTo(Long.toString(hub.pid()));

            Said second = hub.run("run");
            assertThat(second.exit()).as(second.output()).isEqualTo(1);
            assertThat(Files.readString(pid)).isEqualTo(running);

            // Not even where nothing tells of the hub but its lock.
            Files.delete(pid);
            Path file = folder.resolve("backup.tar.gz");
            Said backup = hub.run("backup", file.toString());
            assertThat(backup.exit()).as(backup.output()).isEqualTo(1);
            assertThat(backup.output()).contains("Another hub runs");
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).noneMatch(f -> f.getFileName().toString().startsWith("backup"));
            }
        }
    }

    @Test
    void aBackupComesBackAndHoldsNoKeys() throws IOException {
        HubProcess hub = new HubProcess(folder);
        Path file = folder.resolve("backup.tar.gz");
        Files.createDirectories(hub.data());
        Files.writeString(hub.data().resolve("desired.json"), "{}");
        Path below = hub.home().resolve("conf/keys");
        Files.createDirectories(below);

        Said refused = hub.with("HUITONG_KEYS", below.toString()).run("backup", file.toString());
        assertThat(refused.exit()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("keys");
        assertThat(file).doesNotExist();

        Files.move(below, folder.resolve("keys"));
        Files.createSymbolicLink(hub.home().resolve("deploy/aside"), folder.resolve("keys"));
        hub.with("HUITONG_KEYS", folder.resolve("keys").toString());
        assertThat(hub.run("backup", file.toString()).exit()).isEqualTo(1);

        Files.delete(hub.home().resolve("deploy/aside"));
        Said made = hub.run("backup", file.toString());
        assertThat(made.exit()).as(made.output()).isZero();
        Files.delete(hub.data().resolve("desired.json"));
        Said restored = hub.run("restore", file.toString());
        assertThat(restored.exit()).as(restored.output()).isZero();
        assertThat(hub.data().resolve("desired.json")).hasContent("{}");
        assertThat(hub.data().resolve("restored")).exists();
    }

    @Test
    void aDrillTellsAGoodBackupFromABrokenOne() throws IOException, InterruptedException {
        HubProcess hub = new HubProcess(folder);
        Voice voice = Voice.of("dingtalk", "first");
        voice.register(hub);
        hub.start();
        try {
            Eventually.until(
                    "the account is connected",
                    () -> voice.withoutSignature().to(hub).statusCode() == 401);
            for (int i = 0; i < 3; i++) {
                assertThat(voice.say(Integer.toString(1_000_000 + i), "演练 " + i, "张三", Instant.now())
                                .to(hub)
                                .statusCode())
                        .isEqualTo(200);
            }
        } finally {
            hub.stop();
        }
        Path file = folder.resolve("backup.tar.gz");
        Path report = folder.resolve("report.json");
        Said made = hub.run("backup", file.toString());
        assertThat(made.exit()).as(made.output()).isZero();

        Said good = hub.run("drill", file.toString(), report.toString());
        assertThat(good.exit()).as(good.output()).isZero();
        assertThat(report).content().contains("\"good\": true", "\"messages\": 3", "\"troubles\": []");
        assertThat(hub.data().resolve("restored")).doesNotExist();

        // Somebody packs it anew without a file that was in it.
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        shell("tar -C '" + unpacked + "' -xzf '" + file + "' && rm '" + unpacked.resolve("data/desired.json")
                + "' && tar -C '" + unpacked + "' -czf '" + file + "' .");
        Said broken = hub.run("drill", file.toString(), report.toString());
        assertThat(broken.exit()).as(broken.output()).isEqualTo(1);
        assertThat(report).content().contains("\"good\": false", "files beside the database");
        Files.writeString(file, "no backup");
        assertThat(hub.run("drill", file.toString()).exit()).isEqualTo(1);
        try (Stream<Path> left = Files.list(hub.data().getParent())) {
            assertThat(left).noneMatch(f -> f.getFileName().toString().startsWith(".drill"));
        }
    }

    private static void shell(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
                .isZero();
    }

    @Test
    void teachingJavaTheClassesTouchesNoConfiguration() throws IOException {
        HubProcess hub = new HubProcess(folder);
        hub.configure("org.huitong.connector.echo~a", Map.of("secret", "plain as it was written"));
        Path file = hub.home().resolve("conf/org.huitong.connector.echo~a.cfg");
        String before = Files.readString(file);

        // As an interrupted run leaves it.
        Files.writeString(hub.home().resolve("system/classes-17.jsa.part.1"), "half");

        Said taught = hub.run("archive");

        assertThat(taught.exit()).as(taught.output()).isZero();
        assertThat(file).hasContent(before.strip());
        try (Stream<Path> left = Files.list(hub.home().resolve("system"))) {
            assertThat(left).noneMatch(f -> f.getFileName().toString().contains(".part"));
        }
    }

    @Test
    void aLogThatCannotBeConfiguredIsAsDelivered() throws IOException {
        try (HubProcess hub = new HubProcess(folder)) {
            Files.delete(hub.home().resolve("conf/logback.xml"));
            hub.start().login();
            assertThat(hub.home().resolve("logs/huitong.log"))
                    .content()
                    .contains("logback.xml cannot be used", "INFO ")
                    .doesNotContain("DEBUG");
            assertThat(hub.log())
                    .content()
                    .contains("logback.xml cannot be used")
                    .doesNotContain("DEBUG", HubProcess.PASSWORD, hub.token());
        }
    }

    @Test
    void whoeverAnswersAtItsAddressIsNotTakenForTheHub() throws IOException {
        HubProcess hub = new HubProcess(folder);
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/health", call -> {
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        other.start();
        try {
            Said said = hub.with(
                            "HUITONG_HTTP_PORT",
                            Integer.toString(other.getAddress().getPort()))
                    .run("start");
            assertThat(said.exit()).as(said.output()).isEqualTo(1);
            assertThat(said.output()).contains("cannot be opened").doesNotContain("Running");
            assertThat(Files.getPosixFilePermissions(hub.home().resolve("logs/console.log")))
                    .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rw-------"));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void withoutALogThereIsNoHub() throws IOException {
        HubProcess hub = new HubProcess(folder);
        Path file = Files.createFile(folder.resolve("no-folder"));
        Said said = hub.with("HUITONG_LOGS", file.toString()).run("run");
        assertThat(said.exit()).as(said.output()).isEqualTo(1);
        assertThat(said.output()).contains("HUITONG_LOGS").doesNotContain("Exception");
    }
}
