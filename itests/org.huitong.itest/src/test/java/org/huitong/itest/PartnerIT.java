// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A partner with the distribution and the docs: what {@code docs/partner-developers.md} says is run as it is written
 * there, in a folder of its own, with the third-party artifacts of this machine and of Huitong none but the
 * distribution's.
 */
class PartnerIT {
    private static final Path SOURCE =
            Path.of(System.getProperty("user.dir"), "../..").normalize();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String NAME = "com.example.connector.acme";
    private static final String CAPABILITY = "com.example.capability.thanks";

    @TempDir
    private Path folder;

    @Test
    void aConnectorAndACapabilityOfTheDocsAreBuiltOutsideAndDoTheirWork() throws Exception {
        assumeTrue(
                Files.isDirectory(HubProcess.distribution().resolve("repository")),
                "no distribution with a repository/ was built: mvn -DskipTests package");
        for (String tool : List.of("bash", "curl", "openssl", "sed")) {
            assumeTrue(isThere(tool), tool + " is not on this machine: the docs' commands cannot be run");
        }
        Path repository = withoutHuitong(Path.of(System.getProperty("huitong.maven.repository")));
        HubProcess hub = new HubProcess(folder.resolve("hub"));
        List<String> script = new ArrayList<>(List.of("set -euo pipefail"));
        script.addAll(blocks("sh", "### 1. Name it", "### 2. "));
        script.addAll(blocks("sh", "### 2. Build it outside", "#### Inside"));
        script.addAll(blocks("sh", "### 7. Try it", "### What a connector never does"));
        assertThat(script).hasSize(6);
        try {
            String said = run(hub, repository, String.join("\n", script));
            assertThat(said).endsWith("{\"ok\":true}");
            assertThat(hub.login().messages(Map.of("platform", "acme")))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.get("account").asText()).isEqualTo("mine");
                        assertThat(message.toString()).contains("你好", "张三");
                    });
            theCapabilityNotesThanks(hub, repository);
        } finally {
            hub.run("stop");
        }
        Path connector = folder.resolve("partner").resolve(NAME);
        keptToItsContracts(connector);
        isNobodysBundle(connector);
        everythingOfHuitongCameFromTheDistribution(repository);
    }

    /** Its tables, reader, resource, filter, job and page, as they stand in the guide. */
    private void theCapabilityNotesThanks(HubProcess hub, Path repository) throws Exception {
        List<String> script = new ArrayList<>(List.of("set -euo pipefail"));
        script.addAll(blocks("sh", "### Build yours", "### Run it"));
        script.addAll(blocks("sh", "### Run it", "### What a capability never does"));
        assertThat(script).hasSize(3);
        assertThat(run(hub, repository, String.join("\n", script))).endsWith("{\"ok\":true}");
        assertThat(Files.readString(folder.resolve(
                        "partner/" + CAPABILITY + "/target/surefire-reports/" + CAPABILITY + ".ThanksReaderTest.txt")))
                .contains("Failures: 0, Errors: 0, Skipped: 0");

        Eventually.until(
                "the thanks are noted",
                () -> hub.send("GET", "/api/v1/thanks", null).body().contains("谢谢大家"));
        assertThat(hub.send("GET", "/api/v1/thanks", null).body())
                .contains("张三")
                .doesNotContain("你好");
        assertThat(hub.send("GET", "/api/v1/pages", null).body()).contains("/thanks.js");
        assertThat(hub.send("POST", "/api/v1/thanks/count", "{\"platfrom\":\"acme\"}")
                        .statusCode())
                .isEqualTo(400);
        String job = new ObjectMapper()
                .readTree(hub.send("POST", "/api/v1/thanks/count", "{\"platform\":\"acme\"}")
                        .body())
                .path("id")
                .asText();
        Eventually.until(
                "they are counted",
                () -> hub.send("GET", "/api/v1/jobs/" + job, null).body().contains("共 1 条致谢"));
    }

    /** JUnit would warn of each link that leads out of the folder. */
    @AfterEach
    void removeTheLinks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** The docs show a sample in full: it is the template's own. */
    @Test
    void theSampleOfTheDocsIsTheTemplates() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode shown =
                json.readTree(blocks("json", "### 6. Test it", "### 7. Try it").get(0));

        assertThat(shown)
                .isEqualTo(json.readTree(
                        SOURCE.resolve("bundles/org.huitong.connector.echo/src/test/resources/wire/text.json")
                                .toFile()));
    }

    private static void keptToItsContracts(Path connector) throws IOException {
        for (String test : List.of("AcmeConnectorTest", "AcmeWireTest")) {
            String report =
                    Files.readString(connector.resolve("target/surefire-reports/" + NAME + "." + test + ".txt"));
            assertThat(report).contains("Failures: 0, Errors: 0, Skipped: 0").doesNotContain("Tests run: 0");
        }
    }

    /** Licence, vendor and description are the partner's to say. */
    private static void isNobodysBundle(Path connector) throws IOException {
        try (JarFile jar = new JarFile(
                connector.resolve("target/" + NAME + "-1.0.0-SNAPSHOT.jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo(NAME);
            assertThat(manifest.getValue("Bundle-Name")).isEqualTo("Connector Acme");
            assertThat(manifest.getValue("Bundle-License")).isNull();
            assertThat(manifest.getValue("Bundle-Vendor")).isNull();
            assertThat(manifest.getValue("Bundle-Description")).isNull();
            assertThat(manifest.getValue("Export-Package")).isNull();
        }
    }

    private static void everythingOfHuitongCameFromTheDistribution(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository.resolve("org/huitong"))) {
            List<Path> notes =
                    all.filter(file -> file.endsWith("_remote.repositories")).toList();
            assertThat(notes).hasSize(4);
            for (Path note : notes) {
                assertThat(Files.readAllLines(note).stream().filter(line -> !line.startsWith("#")))
                        .isNotEmpty()
                        .allMatch(line -> line.endsWith(">huitong="));
            }
        }
        try (Stream<Path> all = Files.walk(repository.resolve("org/huitong"))) {
            assertThat(all.map(file -> file.getFileName().toString()).filter(file -> file.endsWith("-sources.jar")))
                    .hasSize(3);
        }
    }

    /** A local repository that has what this machine has fetched of others, and nothing of ours. */
    private Path withoutHuitong(Path all) throws IOException {
        Path without = Files.createDirectories(folder.resolve("repository"));
        link(all, without, "org");
        link(all.resolve("org"), Files.createDirectories(without.resolve("org")), "huitong");
        return without;
    }

    private static void link(Path from, Path to, String without) throws IOException {
        try (Stream<Path> each = Files.list(from)) {
            for (Path one : each.filter(path -> !path.endsWith(without)).toList()) {
                Files.createSymbolicLink(to.resolve(one.getFileName()), one.toRealPath());
            }
        }
    }

    private String run(HubProcess hub, Path repository, String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(Files.createDirectories(folder.resolve("partner")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = shell.environment();
        environment.putAll(hub.environment());
        environment.put("HUITONG_SOURCE", SOURCE.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put(
                "PATH",
                Path.of(System.getProperty("huitong.maven.home"), "bin")
                        + File.pathSeparator
                        + environment.get("PATH"));
        // Two short runs: Java's second compiler would cost more than it saves.
        environment.merge(
                "MAVEN_OPTS",
                "-XX:TieredStopAtLevel=1 -Dmaven.repo.local=" + repository,
                (own, ours) -> own + " " + ours);
        Process process = shell.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.descendants().filter(child -> !ended).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String said = Files.readString(output).strip();
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** The code of one language between two headings. */
    private static List<String> blocks(String language, String from, String to) throws IOException {
        String docs = Files.readString(SOURCE.resolve("docs/partner-developers.md"));
        assertThat(docs).contains("\n" + from, "\n" + to);
        Matcher block = BLOCK.matcher(docs.substring(docs.indexOf("\n" + from), docs.indexOf("\n" + to)));
        return block.results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .collect(Collectors.toList());
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
