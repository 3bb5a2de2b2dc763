// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder of one process, which nobody else may look into. The hub clears it when it ends the process, and the process
 * when the hub is gone.
 */
record Bench(Path folder) implements AutoCloseable {
    private static final int TRIES = 3;

    @Override
    public void close() {
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(one);
                }
            } catch (IOException | UncheckedIOException e) {
                // Whoever else writes or clears here is about to end: it is tried again, and lies in memory alone.
                Thread.yield();
            }
        }
    }
}
