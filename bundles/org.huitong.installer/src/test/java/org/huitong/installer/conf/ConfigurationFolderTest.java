// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.stream.Stream;
import org.huitong.api.operation.Check;
import org.huitong.api.vault.Secrets;
import org.huitong.installer.Await;
import org.huitong.installer.TinyBundle;
import org.huitong.installer.TinyFelix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.metatype.MetaTypeService;

class ConfigurationFolderTest {
    private static final String PID = "org.huitong.connector.wecom~bar";

    private static final String DESCRIPTION =
            """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="config" name="config">
                <AD id="corpId" type="String" default=""/>
                <AD id="encodingAesKey" type="Password" default=""/>
              </OCD>
              <Designate factoryPid="org.huitong.connector.wecom"><Object ocdref="config"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    Path home;

    private TinyFelix felix;
    private ConfigurationAdmin admin;
    private ConfigurationFolder folder;

    @BeforeEach
    void start() throws IOException {
        felix = new TinyFelix(home);
        felix.start("org.apache.felix.configadmin");
        admin = felix.service(ConfigurationAdmin.class);
        Files.createDirectories(home.resolve("conf"));
    }

    @AfterEach
    void stop() {
        if (folder != null) {
            folder.stop();
        }
        felix.close();
    }

    @Test
    void filesAreThereBeforeAnybodyElseStarts() throws IOException {
        write(PID, "corpId=wx1\nnote=生产群=a+b\n");
        write("org.huitong.store", "url=jdbc:x\n");
        open(new ReversingSecrets());
        assertThat(property(PID, "corpId")).isEqualTo("wx1");
        assertThat(property(PID, "note")).isEqualTo("生产群=a+b");
        assertThat(property("org.huitong.store", "url")).isEqualTo("jdbc:x");
    }

    @Test
    void aFileThatNoMemoryHoldsIsNamedAndNotRead() throws IOException {
        write(PID, "a=" + "x".repeat(300 << 10) + "\n");
        open(new ReversingSecrets());
        assertThat(folder.result().message()).contains(PID, "larger than 256 KB");
        assertThat(find(PID)).isNull();
        write(PID, "a=1\n");
        Await.until("it is used once it is small", () -> "1".equals(property(PID, "a")));
    }

    @Test
    void newChangedAndRemovedFilesAreFollowed() throws IOException {
        open(new ReversingSecrets());
        write(PID, "corpId=1\n");
        Await.until("a new file", () -> "1".equals(property(PID, "corpId")));
        write(PID, "corpId=2\n");
        Await.until("a changed file", () -> "2".equals(property(PID, "corpId")));
        Files.delete(file(PID));
        Await.until("a removed file", () -> find(PID) == null);
    }

    @Test
    void aPlainSecretIsSealedInFileAndConfigAdminAndStandsNowhereElse() throws IOException {
        write(PID, "# app\nsecret=very plain 秘密\ncorpId=wx1\n");
        open(new ReversingSecrets());
        assertThat(property(PID, "secret")).isEqualTo("sealed:密秘 nialp yrev");
        assertThat(TinyFelix.text(file(PID))).isEqualTo("# app\nsecret=sealed:密秘 nialp yrev\ncorpId=wx1\n");
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all.filter(Files::isRegularFile)).noneMatch(path -> holds(path, "very plain 秘密"));
        }
    }

    @Test
    void aFileWithAPlainSecretWaitsForTheVaultOthersDoNot() throws IOException {
        write(PID, "secret=plain\n");
        write("org.huitong.store", "url=jdbc:x\n");
        open(null);
        assertThat(property("org.huitong.store", "url")).isEqualTo("jdbc:x");
        assertThat(find(PID)).isNull();
        assertThat(folder.result().message()).contains(PID).contains("vault");
        folder.bindVault(new ReversingSecrets());
        Await.until("the vault is there", () -> "sealed:nialp".equals(property(PID, "secret")));
        Await.until("it is well", () -> folder.result().status() == Check.Status.UP);
    }

    @Test
    void aBrokenFileIsReportedAndTheWorkingConfigurationStays() throws IOException {
        write(PID, "corpId=1\n");
        open(new ReversingSecrets());
        for (String broken : new String[] {"corpId=2\nsecre", "", "corpId=2\0\0"}) {
            write(PID, broken);
            Await.until("it is reported", () -> folder.result().status() == Check.Status.DEGRADED);
            assertThat(folder.result().message()).contains(PID + ".cfg");
            assertThat(property(PID, "corpId")).isEqualTo("1");
            write(PID, "corpId=1\n");
            Await.until("it is mended", () -> folder.result().status() == Check.Status.UP);
        }
    }

    @Test
    void whatTheConsoleChangesIsWrittenAndSealed() throws IOException {
        write(PID, "# why we have this\ncorpId=1\n");
        open(new ReversingSecrets());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("corpId", "2");
        properties.put("token", "abc");
        properties.put("agentId", 7);
        properties.put("departments", new String[] {"一", "二"});
        find(PID).update(properties);
        Await.until("the file has it", () -> TinyFelix.text(file(PID)).contains("token"));
        assertThat(TinyFelix.text(file(PID)))
                .isEqualTo("# why we have this\ncorpId=2\nagentId=7\ndepartments=一\ndepartments=二\ntoken=sealed:cba\n");
        Await.until("Config Admin has the sealed form", () -> "sealed:cba".equals(property(PID, "token")));
        find(PID).delete();
        Await.until("the file went", () -> !Files.exists(file(PID)));
    }

    @Test
    void anAccountMadeInTheConsoleGetsAName() throws IOException {
        open(new ReversingSecrets());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("corpId", "2");
        admin.createFactoryConfiguration("org.huitong.connector.wecom", "?").update(properties);
        Path named = file("org.huitong.connector.wecom~account1");
        Await.until("it is written under its name", () -> Files.exists(named));
        Await.until("one is left", () -> list("(service.factoryPid=org.huitong.connector.wecom)") == 1);
        assertThat(property("org.huitong.connector.wecom~account1", "corpId")).isEqualTo("2");
    }

    @Test
    void aNameThatLeavesTheFolderIsNotWritten() throws IOException {
        open(new ReversingSecrets());
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("a", "b");
        admin.getFactoryConfiguration("x", "../../out", "?").update(properties);
        admin.getFactoryConfiguration("x", "in", "?").update(properties);
        Await.until("the other is written", () -> Files.exists(file("x~in")));
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files).noneMatch(path -> path.toString().contains("out"));
        }
    }

    @Test
    void thePlatformsOwnSecretsStayReadableForIt() throws IOException {
        write("org.apache.felix.http", "org.apache.felix.https.keystore.password=x\n");
        open(new ReversingSecrets());
        assertThat(property("org.apache.felix.http", "org.apache.felix.https.keystore.password"))
                .isEqualTo("x");
    }

    @Test
    void whatNoBundleKnowsIsNamedAndNoReasonToWorry() throws IOException {
        write("org.apache.felix.http", "org.apache.felix.http.timeout=60000\n");
        write("org.huitong.connector.wecmo~bar", "corpId=wx1\n");
        open(new ReversingSecrets());
        assertThat(folder.result().status()).isEqualTo(Check.Status.UP);
        assertThat(folder.result().message())
                .contains("conf/org.huitong.connector.wecmo~bar.cfg")
                .doesNotContain("felix");

        Files.delete(file("org.huitong.connector.wecmo~bar"));
        Await.until("it is forgotten", () -> folder.result().message().equals("every file in conf/ is in use"));
    }

    @Test
    void settingsThatNobodyReadsAreNamedWithWhatWasMeant() throws IOException, BundleException {
        felix.start("org.apache.felix.metatype");
        felix.context()
                .installBundle(
                        "wecom",
                        TinyBundle.plain("org.huitong.connector.wecom", "1.0.0")
                                .file("OSGI-INF/metatype/wecom.xml", DESCRIPTION)
                                .stream())
                .start();
        write(PID, "corpId=wx1\nencodingAESKey=\nowner=me\nservice.ranking=1\n");
        write("org.huitong.store", "url=jdbc:x\n");
        open(new ReversingSecrets());
        assertThat(folder.result().status()).isEqualTo(Check.Status.UP);
        assertThat(folder.result().message())
                .contains("conf/" + PID + ".cfg has settings that nobody reads: "
                        + "encodingAESKey (encodingAesKey?), owner")
                .doesNotContain("ranking");
        assertThat(folder.unread(PID)).containsExactly("encodingAESKey (encodingAesKey?)", "owner");
        assertThat(folder.unread("org.huitong.connector.wecom~foo")).isEmpty();

        write(PID, "corpId=wx1\nencodingAesKey=\n");
        Await.until("it is mended", () -> folder.unread(PID).isEmpty());
        assertThat(folder.result().message()).doesNotContain("nobody reads");
    }

    private void open(Secrets secrets) throws IOException {
        SecretKeys keys = new SecretKeys(felix.context());
        keys.descriptions = felix.service(MetaTypeService.class);
        folder = new ConfigurationFolder(felix.context(), admin, keys);
        if (secrets != null) {
            folder.bindVault(secrets);
        }
        felix.context().registerService(ConfigurationListener.class, folder, null);
        folder.start();
    }

    private Path file(String pid) {
        return home.resolve("conf").resolve(pid + ".cfg");
    }

    private void write(String pid, String text) throws IOException {
        Files.writeString(file(pid), text);
    }

    private Configuration find(String pid) {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            return found == null ? null : found[0];
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int list(String filter) {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? 0 : found.length;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object property(String pid, String key) {
        Configuration configuration = find(pid);
        return configuration == null ? null : configuration.getProperties().get(key);
    }

    private static boolean holds(Path file, String text) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String all = new String(bytes, StandardCharsets.UTF_8);
            return all.contains(text)
                    || all.contains(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                    || new String(bytes, StandardCharsets.UTF_16BE).contains(text)
                    || Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Seals so that a test can read it. */
    private static final class ReversingSecrets implements Secrets {
        @Override
        public String seal(String plain) {
            return isSealed(plain) ? plain : "sealed:" + new StringBuilder(plain).reverse();
        }

        @Override
        public String open(String text) {
            return isSealed(text)
                    ? new StringBuilder(text.substring("sealed:".length()))
                            .reverse()
                            .toString()
                    : text;
        }

        @Override
        public boolean isSealed(String text) {
            return text.startsWith("sealed:");
        }
    }
}
