// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.huitong.testkit.HubProcess.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is put in and does not do its work, in a whole hub. */
class InstallIT {
    private static final String ECHO = "org.huitong.connector.echo";
    private static final String STATISTICS = "org.huitong.capability.statistics";

    @TempDir
    private Path folder;

    @Test
    void anUpgradeWhoseTablesFailIsTakenBack() {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.start().login();
            Path broken = Plug.remade(
                    hub,
                    STATISTICS,
                    Map.of("Bundle-Version", "99.0.0"),
                    Map.of("db/statistics/V99__broken.sql", "CREATE NONSENSE"),
                    folder.resolve("broken.jar"));
            Said said = hub.run("shell", "extension:install " + broken);
            assertThat(said.exit()).as(said.output()).isEqualTo(1);
            assertThat(said.output()).contains("Taken back", "tables", "the version before runs on", "数据库表");
            JsonNode part = part(hub, STATISTICS);
            assertThat(part.get("version").asText()).isNotEqualTo("99.0.0");
            assertThat(part.get("active").asBoolean()).isTrue();
            assertThat(part.path("trouble").isValueNode()
                            && !part.path("trouble").isNull())
                    .as(part.toString())
                    .isFalse();
            Eventually.until(
                    "its resource answers",
                    () -> hub.call("GET", "/page/statistics/", null, Map.of()).statusCode() < 500);
            assertThat(health(hub)).contains("all that is wanted runs");
            // As a new one it stays, and nobody calls the hub well.
            Path fresh = Plug.remade(
                    hub,
                    STATISTICS,
                    Map.of("Bundle-SymbolicName", "fresh", "Huitong-Schema", "fresh"),
                    Map.of("db/fresh/V1__broken.sql", "CREATE NONSENSE"),
                    folder.resolve("fresh.jar"));
            Said told = hub.run("shell", "extension:install " + fresh);
            assertThat(told.output()).contains("mind: fresh is installed, but its tables");
            assertThat(health(hub)).contains("fresh: its tables could not be made");
        }
    }

    @Test
    void aManifestThatUnpacksToMoreThanMemoryEndsNobody() throws IOException {
        Path bomb = folder.resolve("bomb.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: bomb\n\n"
                    .getBytes(StandardCharsets.UTF_8));
            byte[] sections = "Name: a\n\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 330; i++) {
                zip.write(sections);
            }
        }
        try (HubProcess hub = new HubProcess(folder)) {
            hub.start();
            Plug.drop(hub, "bomb.jar", bomb);
            Path reason = hub.home().resolve("deploy/.refused/bomb.jar.txt");
            Eventually.until("it is refused", () -> Files.exists(reason));
            assertThat(reason).content().contains("larger than 2 MB", "超过了模块的上限");
            Said said = hub.run("shell", "extension:plan " + bomb);
            assertThat(said.output()).contains("Refused / 不能执行", "larger than 2 MB");
            assertThat(hub.isReady()).isTrue();
        }
    }

    @Test
    void aSecondConnectorOfAnAccountWaitsForTheFirst() throws IOException {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.configure(ECHO + "~a", Map.of("secret", "a secret for the test"))
                    .start()
                    .login();
            Plug.deploy(hub, ECHO);
            Eventually.until("the account is there", () -> lines(hub).size() == 1 && present(hub));
            Path twin =
                    Plug.remade(hub, ECHO, Map.of("Bundle-SymbolicName", "twin"), Map.of(), folder.resolve("twin.jar"));
            Said said = hub.run("shell", "extension:install " + twin);
            assertThat(said.output()).contains("mind: twin is installed", ECHO + " serves it", "twin waits", "在等候");
            assertThat(lines(hub)).hasSize(2);
            assertThat(lines(hub).get(1).toString()).contains("twin waits");
            assertThat(health(hub)).contains("twin waits");

            Files.delete(hub.home().resolve("deploy/" + ECHO + ".jar"));
            Eventually.until(
                    "the second serves it",
                    () -> part(hub, ECHO) == null && lines(hub).size() == 1);
            assertThat(present(hub)).isTrue();
            Plug.deploy(hub, ECHO);
            Eventually.until("the first waits", () -> lines(hub).size() == 2);
            assertThat(hub.run("shell", "extension:remove twin").exit()).isZero();
            assertThat(lines(hub)).hasSize(1);
            assertThat(present(hub)).isTrue();
            assertThat(health(hub)).doesNotContain("twin");
        }
    }

    @Test
    void aConnectorThatHangsIsReplacedByItsPredecessorSoon() {
        try (HubProcess hub = new HubProcess(folder)) {
            hub.configure("trouble~x", Map.of("cured", "true")).start();
            Path scratch = folder.resolve("scratch");
            Plug.troubleInto(hub, scratch);
            Eventually.until("it answers", () -> push(hub, "first") == 200);
            Path hanging = Plug.remade(
                    scratch.resolve("trouble.jar"),
                    Map.of("Bundle-Version", "2.0.0"),
                    Map.of("hangs", ""),
                    folder.resolve("hanging.jar"));
            Plug.drop(hub, "trouble.jar", hanging);
            Eventually.until("it is away", () -> push(hub, "second") == 503);
            long away = System.nanoTime();
            Eventually.until("it is back", () -> push(hub, "third") == 200);
            assertThat(Duration.ofNanos(System.nanoTime() - away)).isLessThan(Duration.ofSeconds(15));
            Path reason = hub.home().resolve("deploy/.refused/trouble.jar.txt");
            Eventually.until("it is refused", () -> Files.exists(reason));
            assertThat(reason)
                    .content()
                    .contains("trouble did not start within 5 s", "the version before runs on")
                    .contains("trouble 在 5 秒内没有启动", "原版本继续运行");
        }
    }

    private static int push(HubProcess hub, String text) {
        return hub.call("POST", "/connect/trouble/x", text, Map.of()).statusCode();
    }

    private static JsonNode part(HubProcess hub, String symbolicName) {
        for (JsonNode part : hub.get("/api/v1/extensions").get("items")) {
            if (part.get("symbolicName").asText().equals(symbolicName)) {
                return part;
            }
        }
        return null;
    }

    private static List<JsonNode> lines(HubProcess hub) {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode connector : hub.get("/api/v1/connectors").get("items")) {
            if (connector.get("platform").asText().equals("echo")) {
                lines.add(connector);
            }
        }
        return lines;
    }

    private static boolean present(HubProcess hub) {
        return !lines(hub).get(0).get("state").asText().matches("away|misconfigured");
    }

    private static String health(HubProcess hub) {
        return hub.call("GET", "/health", null, Map.of()).body();
    }
}
