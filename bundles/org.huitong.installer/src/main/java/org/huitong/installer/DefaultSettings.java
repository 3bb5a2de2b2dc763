// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.huitong.installer.Desired.Origin;
import org.huitong.installer.conf.SettingsFile;
import org.huitong.installer.disk.Durable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that features bring: files in {@code conf/} like those that people write. What is there already is never
 * written over, and what somebody has changed is never taken away.
 */
final class DefaultSettings {
    private static final Logger LOG = LoggerFactory.getLogger(DefaultSettings.class);

    private final Path conf;
    private final BiFunction<String, Map<String, List<String>>, Map<String, List<String>>> sealer;

    /** @param sealer seals the secrets of a PID's settings, so that the file stays as it was written */
    DefaultSettings(Path conf, BiFunction<String, Map<String, List<String>>, Map<String, List<String>>> sealer) {
        this.conf = conf;
        this.sealer = sealer;
    }

    boolean there(String pid) {
        return Files.exists(file(pid));
    }

    boolean untouched(String pid, String sha256) {
        try {
            return there(pid) && BundleFile.sha256(file(pid)).equals(sha256);
        } catch (IOException e) {
            LOG.warn("A configuration file cannot be read and stays file={}.cfg", pid, e);
            return false;
        }
    }

    Map<String, Origin> write(FeatureFile feature) {
        Map<String, Map<String, List<String>>> absent = new TreeMap<>(feature.configurations());
        absent.keySet().removeIf(this::there);
        try {
            return write(absent, "feature:" + feature.name());
        } catch (IOException e) {
            LOG.error("The default settings of a feature cannot be written feature={}", feature.name(), e);
            return Map.of();
        }
    }

    Map<String, Origin> write(Map<String, Map<String, List<String>>> settings, String source) throws IOException {
        Map<String, Origin> written = new TreeMap<>();
        for (Map.Entry<String, Map<String, List<String>>> one : settings.entrySet()) {
            Path file = file(one.getKey());
            Durable.write(
                    file,
                    SettingsFile.empty()
                            .with(sealer.apply(one.getKey(), one.getValue()))
                            .bytes());
            written.put(one.getKey(), new Origin(source, BundleFile.sha256(file)));
        }
        return written;
    }

    void remove(String pid) {
        try {
            Durable.delete(file(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String pid) {
        Path file = conf.resolve(pid + ".cfg").normalize();
        if (!conf.normalize().equals(file.getParent())) {
            throw new IllegalArgumentException("no name of a configuration: " + pid);
        }
        return file;
    }
}
