// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one process, which nobody else may look into. The hub clears it when it ends the process, the process when
 * the hub is gone, and the next hub where neither could.
 *
 * @param hold by which others see that its hub lives: the machine lets go of it when the hub is gone, however it went
 */
record Bench(Path folder, Closeable hold) implements AutoCloseable {
    private static final int TRIES = 3;

    Bench(Path folder) {
        this(folder, () -> {});
    }

    /** @return empty where another hub holds it, or this one already does */
    static Optional<Bench> held(Path folder) throws IOException {
        Path file = folder.resolve("held");
        FileChannel hold =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            // Who cleared it while this one waited has taken the file away.
            if (hold.tryLock() != null && Files.exists(file)) {
                return Optional.of(new Bench(folder, hold));
            }
        } catch (OverlappingFileLockException here) {
            // Held by this very hub.
        } catch (IOException e) {
            hold.close();
            throw e;
        }
        hold.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            } catch (IOException | UncheckedIOException e) {
                // Whoever else writes or clears here is about to end: it is tried again, and at the hub's next start.
                Thread.yield();
            }
        }
        try {
            hold.close();
        } catch (IOException e) {
            // Nobody holds what is not there.
        }
    }
}
