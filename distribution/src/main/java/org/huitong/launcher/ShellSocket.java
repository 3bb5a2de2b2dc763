// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the shell's socket lies: with the data, and where that path is longer than the system takes for a socket, in a
 * folder of its own that belongs to the hub's user alone. {@code shell.path}, where the socket would be, names it then.
 */
final class ShellSocket {
    /** Bytes, of the 108 that Linux and the 104 that others have. */
    private static final int LONGEST = 100;

    private static final String NAME = "shell.sock";

    private ShellSocket() {}

    /** The place for a new socket. What a hub that was killed has left behind is gone. */
    static Path prepare(Path wanted) throws IOException {
        forget(wanted);
        if (fits(wanted)) {
            return wanted;
        }
        Path folder = Files.createTempDirectory("huitong-");
        Path socket = folder.resolve(NAME);
        if (!fits(socket)) {
            Files.delete(folder);
            throw new IOException("the paths of " + wanted + " and of " + socket + " are too long for a socket");
        }
        Files.writeString(note(wanted), socket + "\n");
        return socket;
    }

    /** The place of the socket of a running hub; empty where none has said it. */
    static Optional<Path> find(Path wanted) throws IOException {
        if (fits(wanted)) {
            return Optional.of(wanted);
        }
        try {
            return Optional.of(Path.of(Files.readString(note(wanted)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static void forget(Path wanted) throws IOException {
        Optional<Path> socket = find(wanted);
        if (socket.isPresent()) {
            Files.deleteIfExists(socket.get());
            if (!socket.get().equals(wanted)) {
                Files.deleteIfExists(socket.get().getParent());
            }
        }
        Files.deleteIfExists(note(wanted));
    }

    static Path note(Path wanted) {
        return wanted.resolveSibling("shell.path");
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
