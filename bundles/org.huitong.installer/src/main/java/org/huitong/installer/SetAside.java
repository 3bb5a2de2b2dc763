// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.installer.disk.Durable;
import org.huitong.installer.disk.Stamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code deploy/.refused/}: what could not be installed, with its reason beside it. Whoever was still writing such a file
 * goes on writing it here, so what changes is looked at once more. Not for many threads.
 */
final class SetAside {
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);
    /** Many files may lie here, and nobody waits for them. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path folder;
    private final Map<String, Stamp> judged = new HashMap<>();
    private final Map<String, Stamp> changing = new HashMap<>();
    private long lookAfter = System.nanoTime();

    SetAside(Path folder) {
        this.folder = folder;
    }

    void take(String name, Path file) throws IOException {
        Files.createDirectories(folder);
        Path aside = folder.resolve(name);
        Stamp stamp = Stamp.of(file);
        Durable.move(file, aside);
        judged.put(name, stamp);
    }

    void explain(String name, LocalText reason) {
        try {
            Files.createDirectories(folder);
            Durable.write(reason(name), (reason.zh() + "\n" + reason.en() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("The reason for refusing a file cannot be written file={}", name, e);
        }
    }

    /** Files that changed after they were judged, and are at rest and whole now. */
    Set<String> changed() {
        Set<String> changed = new TreeSet<>();
        if (System.nanoTime() - lookAfter < 0 || !Files.isDirectory(folder)) {
            return changed;
        }
        lookAfter = System.nanoTime() + PAUSE.toNanos();
        Set<String> there = new TreeSet<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (DeployDoor.isJar(file)) {
                    there.add(name);
                    if (changed(name, file)) {
                        changed.add(name);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("What was refused cannot be looked at again folder={}", folder, e);
        }
        judged.keySet().retainAll(there);
        changing.keySet().retainAll(there);
        return changed;
    }

    private boolean changed(String name, Path file) throws IOException {
        try {
            Stamp stamp = Stamp.of(file);
            if (!judged.containsKey(name) && !laterThanItsReason(name, file)) {
                judged.put(name, stamp);
            }
            if (stamp.equals(judged.get(name))) {
                changing.remove(name);
                return false;
            }
            return stamp.equals(changing.put(name, stamp)) && Scales.whole(file);
        } catch (NoSuchFileException e) {
            // Somebody took it away while it was looked at.
            return false;
        }
    }

    /** It was judged before this hub started. */
    private boolean laterThanItsReason(String name, Path file) throws IOException {
        Path reason = reason(name);
        return Files.exists(reason) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(reason)) > 0;
    }

    void giveBack(String name, Path to) throws IOException {
        Durable.move(folder.resolve(name), to);
        Durable.delete(reason(name));
        judged.remove(name);
        changing.remove(name);
    }

    /** It stays here as it is now. */
    void leave(String name) {
        Stamp seen = changing.remove(name);
        if (seen != null) {
            judged.put(name, seen);
        }
    }

    private Path reason(String name) {
        return folder.resolve(name + ".txt");
    }
}
