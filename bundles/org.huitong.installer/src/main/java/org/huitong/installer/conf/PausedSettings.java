// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.installer.disk.Durable;

/**
 * Settings that were laid aside: {@code conf/<pid>.cfg.paused}. Nobody uses them, and a rename brings them back, so that
 * a pause outlives the hub and can be seen and ended in the folder as well.
 */
final class PausedSettings {
    private static final String IN_USE = ".cfg";
    private static final String ASIDE = IN_USE + ".paused";

    private final Path folder;

    PausedSettings(Path folder) {
        this.folder = folder;
    }

    /** Whether such settings were laid aside. */
    boolean holds(String pid) {
        return Files.isRegularFile(aside(pid));
    }

    /** What was laid aside, secrets sealed as they stand there; empty where nothing was, or it cannot be read. */
    Optional<Map<String, List<String>>> read(String pid) {
        try {
            return holds(pid)
                    ? Optional.of(SettingsFile.read(Durable.read(aside(pid), Durable.SMALL))
                            .settings())
                    : Optional.empty();
        } catch (IOException | SettingsFile.Malformed e) {
            return Optional.empty();
        }
    }

    void layAside(String pid) throws IOException {
        Files.move(folder.resolve(pid + IN_USE), aside(pid), StandardCopyOption.ATOMIC_MOVE);
    }

    void takeUp(String pid) throws IOException {
        Files.move(aside(pid), folder.resolve(pid + IN_USE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Other settings for what stays aside, with the comments of the old ones. */
    void write(String pid, Map<String, List<String>> settings) throws IOException {
        try {
            SettingsFile old = SettingsFile.read(Durable.read(aside(pid), Durable.SMALL));
            Durable.write(aside(pid), old.with(settings).bytes());
        } catch (SettingsFile.Malformed e) {
            throw new IOException("what was laid aside is no settings file: " + pid, e);
        }
    }

    void drop(String pid) throws IOException {
        Durable.delete(aside(pid));
    }

    private Path aside(String pid) {
        return folder.resolve(pid + ASIDE);
    }
}
