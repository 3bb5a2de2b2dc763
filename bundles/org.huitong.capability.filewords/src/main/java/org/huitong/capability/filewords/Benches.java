// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Where benches stand: in the machine's memory, and where there is none, in a folder of the hub's own. */
final class Benches {
    /** Memory that is used as a disk is none: what a parser lays there is gone with the machine. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final String NAME = "huitong-reading-";

    private final Path own;

    Benches(Path own) {
        this.own = own;
    }

    Bench make() throws IOException {
        Path place = MEMORY;
        if (!Files.isDirectory(MEMORY) || !Files.isWritable(MEMORY)) {
            place = Files.createDirectories(own);
        }
        return Bench.held(Files.createTempDirectory(place, NAME))
                .orElseThrow(() -> new IOException("the bench was cleared before it was held"));
    }

    /** Clears what a hub left that is gone: what stands there was a file of somebody's. Other hubs' are held by them. */
    void clear() {
        for (Path place : List.of(MEMORY, own)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(place, NAME + "*")) {
                for (Path one : left) {
                    clear(one);
                }
            } catch (IOException | DirectoryIteratorException e) {
                // There is no such place.
            }
        }
    }

    /** Anybody may lay something of that name into the machine's memory, and a link to what is the hub's. */
    private void clear(Path one) {
        try {
            Path mine = Files.createDirectories(own);
            if (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(one, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine))) {
                Bench.held(one).ifPresent(Bench::close);
            }
        } catch (IOException e) {
            // Somebody else has cleared it.
        }
    }
}
