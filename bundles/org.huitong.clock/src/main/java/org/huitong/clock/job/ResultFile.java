// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * What a job made, under lock: pieces of up to 256 KB, each sealed as the n-th of its job, and an empty last one by which
 * a file that was cut short is told from a whole one.
 */
final class ResultFile {
    private static final int PIECE = 256 * 1024;
    private static final int MOST_SEALED = 2 * PIECE;

    private ResultFile() {}

    static final class Writing extends OutputStream {
        private final DataOutputStream out;
        private final Vault vault;
        private final String job;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private int pieces;
        private long bytes;
        private boolean closed;

        Writing(Path file, Vault vault, String job) throws IOException {
            this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            this.vault = vault;
            this.job = job;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int some = Math.min(length - done, PIECE - filled);
                System.arraycopy(from, offset + done, piece, filled, some);
                filled += some;
                done += some;
                if (filled == PIECE) {
                    seal();
                }
            }
            bytes += length;
        }

        private void seal() throws IOException {
            Sealed sealed = vault.seal("job", Arrays.copyOf(piece, filled), context(job, pieces++));
            out.writeUTF(sealed.key());
            out.writeInt(sealed.wrapped().length);
            out.write(sealed.wrapped());
            out.writeInt(sealed.text().length);
            out.write(sealed.text());
            filled = 0;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (out) {
                if (filled > 0) {
                    seal();
                }
                seal();
            }
        }
    }

    static InputStream open(Path file, Vault vault, String job) throws IOException {
        return new Reading(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))), vault, job);
    }

    private static byte[] context(String job, int piece) {
        return ("job-file:" + job + ":" + piece).getBytes(StandardCharsets.UTF_8);
    }

    private static final class Reading extends InputStream {
        private final DataInputStream in;
        private final Vault vault;
        private final String job;
        private byte[] piece = new byte[0];
        private int at;
        private int pieces;
        private boolean over;

        Reading(DataInputStream in, Vault vault, String job) {
            this.in = in;
            this.vault = vault;
            this.job = job;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == piece.length && !over) {
                next();
            }
            if (over) {
                return -1;
            }
            int some = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, to, offset, some);
            at += some;
            return some;
        }

        private void next() throws IOException {
            String key = in.readUTF();
            byte[] wrapped = bytes();
            byte[] text = bytes();
            piece = vault.open(new Sealed(key, wrapped, text), context(job, pieces++));
            at = 0;
            over = piece.length == 0;
        }

        private byte[] bytes() throws IOException {
            int length = in.readInt();
            if (length < 0 || length > MOST_SEALED) {
                throw new IOException("the file of a job is broken");
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("the file of a job was cut short");
            }
            return bytes;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
