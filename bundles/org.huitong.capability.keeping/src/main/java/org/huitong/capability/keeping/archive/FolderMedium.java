// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A folder of the machine's own, or one that is mounted into it. */
public final class FolderMedium implements Medium {
    private final Path root;

    public FolderMedium(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Never outside of the folder. */
    private Path path(String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("a name that leads out of the archive");
        }
        return path;
    }

    @Override
    public boolean exists(String name) throws IOException {
        return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void folder(String name) throws IOException {
        Files.createDirectories(path(name));
    }

    @Override
    public OutputStream write(String name) throws IOException {
        FileChannel file = FileChannel.open(path(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FilterOutputStream(Channels.newOutputStream(file)) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    try (file) {
                        file.force(true);
                    }
                }
            }
        };
    }

    @Override
    public InputStream read(String name) throws IOException {
        return Files.newInputStream(path(name));
    }

    @Override
    public void settle(String folder) throws IOException {
        // A folder is a file with names in it; systems that do not open it keep it in order themselves.
        try (FileChannel names = FileChannel.open(path(folder), StandardOpenOption.READ)) {
            names.force(true);
        } catch (AccessDeniedException notOpened) {
            if (Files.isReadable(path(folder))) {
                return;
            }
            throw notOpened;
        }
    }

    @Override
    public void move(String from, String to) throws IOException {
        if (exists(to)) {
            throw new FileAlreadyExistsException(to);
        }
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }
}
