// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are either wholly there or not, outlast a power cut, and that nobody but the hub's user reads. */
final class KeyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final Set<PosixFilePermission> OURS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFiles() {}

    /** Why a file cannot be used: some failures say nothing, a file that is empty or cut off among them. */
    static String why(Exception failure) {
        if (failure instanceof EOFException) {
            return "it is empty or cut off";
        }
        if (failure instanceof NoSuchFileException) {
            return "it is not there";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** By what it is seen that a file is another one than before: it is replaced whole each time. */
    record Stamp(FileTime changed, long size, Optional<Object> file) {
        static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1, Optional.empty());

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.lastModifiedTime(), now.size(), Optional.ofNullable(now.fileKey()));
        }
    }

    /** What is done while no other node, and nobody else in this one, does the like. */
    @FunctionalInterface
    interface Work<T> {
        T done() throws IOException;
    }

    static <T> T alone(Path folder, Work<T> work) throws IOException {
        Path lock = folder.resolve("vault.lock");
        // A process that locks a file twice is refused; threads of one wait for each other here.
        synchronized (KeyFiles.class) {
            try (FileChannel channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            permissions(folder, "rw-------"));
                    FileLock held = channel.lock()) {
                return work.done();
            }
        }
    }

    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(folder, "rwx------"));
        }
    }

    /** Writes aside and syncs; the file gets its name by {@link #publish}. */
    static Path writeAside(Path file, byte[] content) throws IOException {
        Path aside = aside(file);
        Files.deleteIfExists(aside);
        Files.createFile(aside, permissions(file.getParent(), "rw-------"));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return aside;
    }

    static void publish(Path file) throws IOException {
        rename(aside(file), file);
    }

    /** Whatever had this name before is gone. */
    static void rename(Path from, Path file) throws IOException {
        Files.move(from, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The name is in the folder, and the folder has its own sync.
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    static void replace(Path file, byte[] content) throws IOException {
        writeAside(file, content);
        publish(file);
    }

    static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    static void closeToOthers(Path file) throws IOException {
        if (isPosix(file) && !OURS.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("Others could read {}; its permissions are 0600 from now on", file);
            Files.setPosixFilePermissions(file, OURS);
        }
    }

    private static FileAttribute<?>[] permissions(Path place, String permissions) {
        return isPosix(place)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
