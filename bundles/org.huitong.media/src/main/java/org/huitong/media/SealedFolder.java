// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.huitong.api.message.MessageId;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * Files under lock in one folder, their keys elsewhere. Each is sealed in pieces of half a mebibyte, so that none is ever whole in memory; a
 * piece opens at its own place in its own file alone, and the last one is marked, so that a file that was cut is noticed.
 * A file is there whole or not at all: it is written beside, forced to the disk, and then named.
 */
final class SealedFolder {
    static final int PIECE = 512 << 10;

    private static final String KEY_CLASS = "message";

    private final Path folder;
    private final Vault vault;

    SealedFolder(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    /** Begins a file; {@link Writing#keep} names it. */
    Writing write(MessageId message, String name, long most) throws IOException {
        Path target = path(message, name);
        Files.createDirectories(target.getParent());
        return new Writing(target, context(message, name), most);
    }

    /** These bytes of the file; a damaged piece ends it with an exception. */
    InputStream open(MessageId message, String name, Locks locks, Span span) throws IOException {
        return new Reading(path(message, name), context(message, name), locks, span);
    }

    /** With what was begun of it. */
    void delete(MessageId message, String name) {
        try {
            Path path = path(message, name);
            Files.deleteIfExists(beside(path));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(MessageId message, String name) {
        String id = HexFormat.of().formatHex(message.bytes());
        return folder.resolve(id.substring(0, 2)).resolve(id + "-" + name);
    }

    private static Path beside(Path path) {
        return path.resolveSibling(path.getFileName() + ".part");
    }

    private static String context(MessageId message, String name) {
        return "media/" + message.value() + "/" + name + "/";
    }

    /** More than what may be kept of one file. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the file is larger than what is kept");
        }
    }

    /** A file that is being written. Closed without {@link #keep}, nothing of it stays. */
    final class Writing extends OutputStream {
        private final Path target;
        private final Path beside;
        private final String context;
        private final long most;
        private final FileChannel channel;
        private final MessageDigest digest;
        private final Locks locks = new Locks();
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private byte[] piece = new byte[PIECE];
        private int filled;
        private int pieces;
        private long bytes;

        Writing(Path target, String context, long most) throws IOException {
            this.target = target;
            this.beside = beside(target);
            this.context = context;
            this.most = most;
            this.digest = sha256();
            this.channel = FileChannel.open(
                    beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            bytes += length;
            if (bytes > most) {
                throw new TooLarge();
            }
            digest.update(from, offset, length);
            if (head.size() < Sniffed.ENOUGH) {
                head.write(from, offset, Math.min(length, Sniffed.ENOUGH - head.size()));
            }
            int at = offset;
            int left = length;
            while (left > 0) {
                if (filled == PIECE) {
                    seal(false);
                }
                int some = Math.min(left, PIECE - filled);
                System.arraycopy(from, at, piece, filled, some);
                filled += some;
                at += some;
                left -= some;
            }
        }

        private void seal(boolean last) throws IOException {
            Sealed sealed = vault.seal(KEY_CLASS, Arrays.copyOf(piece, filled), place(context, pieces++, last));
            ByteArrayOutputStream out = new ByteArrayOutputStream(filled + 512);
            DataOutputStream data = new DataOutputStream(out);
            byte[] text = locks.take(sealed);
            data.writeBoolean(last);
            data.writeInt(text.length);
            data.write(text);
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(out.toByteArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            filled = 0;
        }

        /** The file is whole: from here on it is there. */
        Written keep() throws IOException {
            seal(true);
            channel.force(true);
            channel.close();
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Written(bytes, HexFormat.of().formatHex(digest.digest()), head.toByteArray(), locks);
        }

        @Override
        public void close() throws IOException {
            piece = null;
            channel.close();
            Files.deleteIfExists(beside);
        }
    }

    /**
     * What was written.
     *
     * @param hash SHA-256 in hexadecimal digits
     * @param head the first bytes, by which its kind can be told
     * @param locks without which nobody can read it
     */
    record Written(long bytes, String hash, byte[] head, Locks locks) {}

    /** Only the pieces in which the bytes lie are opened; the ones before them are passed over. */
    private final class Reading extends InputStream {
        private final DataInputStream file;
        private final String context;
        private final Locks locks;
        private byte[] piece = new byte[0];
        private int at;
        private int pieces;
        private boolean last;
        private long left;

        Reading(Path path, String context, Locks locks, Span span) throws IOException {
            this.file = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
            this.context = context;
            this.locks = locks;
            this.left = span.length();
            try {
                while (pieces < span.from() / PIECE) {
                    pass();
                }
                if (span.length() > 0) {
                    next();
                    at = (int) (span.from() % PIECE);
                }
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            while (at >= piece.length) {
                if (last) {
                    throw new IOException("the file was cut");
                }
                next();
            }
            int some = (int) Math.min(Math.min(length, left), piece.length - at);
            System.arraycopy(piece, at, into, offset, some);
            at += some;
            left -= some;
            return some;
        }

        private void pass() throws IOException {
            try {
                file.readBoolean();
                file.skipNBytes(file.readInt());
                pieces++;
            } catch (EOFException e) {
                throw new IOException("the file was cut", e);
            }
        }

        private void next() throws IOException {
            try {
                last = file.readBoolean();
                byte[] text = new byte[Math.min(file.readInt(), PIECE + 1_024)];
                file.readFully(text);
                piece = vault.open(locks.give(pieces, text), place(context, pieces, last));
                pieces++;
                at = 0;
            } catch (EOFException e) {
                throw new IOException("the file was cut", e);
            } catch (LockedException e) {
                throw new IOException("a piece of the file was changed, or its key is destroyed", e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static byte[] place(String context, int piece, boolean last) {
        return (context + piece + (last ? "/last" : "")).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
