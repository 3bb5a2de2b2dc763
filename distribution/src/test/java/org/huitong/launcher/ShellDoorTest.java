// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

class ShellDoorTest {
    @TempDir
    Path folder;

    private Framework framework;

    @BeforeEach
    void start() throws BundleException {
        framework = new org.apache.felix.framework.FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", folder.resolve("cache").toString()));
        framework.init();
    }

    @AfterEach
    void stop() throws BundleException {
        framework.stop();
    }

    @Test
    void aShortPathIsTakenAsItIs() throws IOException {
        Path wanted = folder.resolve("shell.sock");
        try (ShellDoor door = ShellDoor.open(wanted, framework.getBundleContext())) {
            assertThat(ShellSocket.find(wanted)).contains(wanted);
            assertThat(answer(wanted)).contains("not there yet");
        }
        assertThat(wanted).doesNotExist();
    }

    /** Counted in bytes: these are fewer characters than a socket may have bytes. */
    @Test
    void whereThePathIsTooLongAShortOneStandsBesideIt() throws IOException {
        Path wanted =
                Files.createDirectories(folder.resolve("汇通消息中台".repeat(6))).resolve("shell.sock");
        Path left;
        try (ShellDoor killed = ShellDoor.open(wanted, framework.getBundleContext())) {
            left = ShellSocket.find(wanted).orElseThrow();
            try (ShellDoor door = ShellDoor.open(wanted, framework.getBundleContext())) {
                Path socket = ShellSocket.find(wanted).orElseThrow();
                assertThat(answer(socket)).contains("not there yet");
                assertThat(Files.getPosixFilePermissions(socket.getParent()))
                        .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rwx------"));
                assertThat(left.getParent()).as("what was left behind").doesNotExist();
                left = socket;
            }
            assertThat(left.getParent()).doesNotExist();
            assertThat(ShellSocket.find(wanted)).isEmpty();
        }
    }

    @Test
    void aHubRunsWithoutAShellThatCannotBeOpened() throws IOException {
        Path noFolder = Files.createFile(folder.resolve("file")).resolve("shell.sock");
        try (ShellDoor door = ShellDoor.open(noFolder, framework.getBundleContext())) {
            assertThat(door).isNotNull();
        }
    }

    private static String answer(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
