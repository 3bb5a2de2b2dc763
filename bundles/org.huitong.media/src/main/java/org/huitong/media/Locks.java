// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.vault.Sealed;

/**
 * The keys of a file's pieces, each wrapped by the vault. They lie with the file's row and not with the file: whoever
 * strikes them there has made the file unreadable in that transaction, and copies of its folder with it.
 */
final class Locks {
    private record Lock(String key, byte[] wrapped) {}

    private final List<Lock> locks = new ArrayList<>();

    static Locks of(byte[] bytes) {
        Locks read = new Locks();
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            while (in.available() > 0) {
                read.locks.add(new Lock(in.readUTF(), in.readNBytes(in.readUnsignedShort())));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what is written into the file */
    byte[] take(Sealed piece) {
        locks.add(new Lock(piece.key(), piece.wrapped()));
        return piece.text();
    }

    /** The piece, ready to be opened. */
    Sealed give(int piece, byte[] text) throws IOException {
        if (piece >= locks.size()) {
            throw new IOException("the file has more pieces than keys");
        }
        Lock lock = locks.get(piece);
        return new Sealed(lock.key(), lock.wrapped(), text);
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (Lock lock : locks) {
                out.writeUTF(lock.key());
                out.writeShort(lock.wrapped().length);
                out.write(lock.wrapped());
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
