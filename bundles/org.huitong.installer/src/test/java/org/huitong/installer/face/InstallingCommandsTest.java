// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huitong.installer.House;
import org.huitong.installer.TinyBundle;
import org.huitong.installer.probe.BrokenProbe;
import org.huitong.kit.shell.NotDone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not done fails, in words: a script sees nothing but the exit. */
class InstallingCommandsTest {
    @TempDir
    private Path home;

    private House house;
    private FeatureCommands features;
    private ExtensionCommands extensions;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("features"));
        house = new House(home);
        features = new FeatureCommands(house.installer());
        extensions = new ExtensionCommands(house.installer());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatIsCarriedOutSaysSo() throws IOException {
        String jar = jar(TinyBundle.probe("a", "1.0.0"));

        assertThat(extensions.plan(jar)).contains("a 1.0.0");
        assertThat(house.bundle("a")).isNull();
        assertThat(extensions.install(jar)).endsWith("Done / 完成");
        assertThat(extensions.remove("a")).endsWith("Done / 完成");
    }

    @Test
    void whatIsRefusedFails() {
        fails(() -> features.install("nonsense"), "Refused / 不能执行", "nonsense");
        fails(() -> features.uninstall("nonsense"), "Refused / 不能执行", "nonsense");
        fails(() -> features.info("nonsense"), "there is no feature nonsense", "没有");
        fails(() -> extensions.remove("nonsense"), "Refused / 不能执行", "nonsense");
        fails(() -> extensions.plan(jar(TinyBundle.probe("a", "1").with("Import-Package", "no.such"))), "no.such");
    }

    @Test
    void whatIsTakenBackFails() {
        fails(
                () -> extensions.install(jar(TinyBundle.plain("a", "1.0.0").startedBy(BrokenProbe.class))),
                "Taken back / 已恢复原状");
    }

    @Test
    void aFileThatTheHubDoesNotFindIsToldInWords() throws IOException {
        fails(() -> extensions.plan("bundles/a.jar"), "bundles/a.jar", "whole path", "完整路径");
        fails(() -> extensions.install(home.resolve("a.jar").toString()), "a.jar", "whole path");
        // Here the folder of the test is the hub's: whoever types stands elsewhere.
        Path near = Files.createTempFile(Path.of("target"), "near", ".jar");
        fails(() -> extensions.plan(near.toString()), "whole path");
    }

    @Test
    void aMissingWordIsAnsweredWithTheUsage() {
        fails(() -> extensions.plan(), "Usage / 用法: extension:plan <file>");
        fails(() -> extensions.install("a", "b"), "extension:install <file>");
        fails(() -> extensions.remove(), "extension:remove <name>");
        fails(() -> features.info(), "feature:info <name>");
        fails(() -> features.install(), "feature:install <name>");
        fails(() -> features.uninstall(), "feature:uninstall <name>");
    }

    private static void fails(ThrowingCallable command, String... words) {
        assertThatThrownBy(command).isInstanceOfSatisfying(NotDone.class, no -> assertThat(no.toString())
                .contains(words)
                .doesNotContain("NotDone"));
    }

    private String jar(TinyBundle bundle) throws IOException {
        Path file = Files.createTempFile(home, "x", ".jar");
        try (InputStream jar = bundle.stream()) {
            Files.write(file, jar.readAllBytes());
        }
        return file.toString();
    }
}
