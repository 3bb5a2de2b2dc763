// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/** One file of a container while it is written: encrypted piece by piece, hashed and authenticated on its way. */
final class SealedFile implements AutoCloseable {
    private final String name;
    private final Cipher cipher;
    private final Mac mac;
    private final MessageDigest hash = RecordLine.sha256();
    private final OutputStream out;
    private long bytes;

    /**
     * A file that is written.
     *
     * @param hash,mac of what was written, the vector among it, in hexadecimal digits
     */
    record Written(String name, long bytes, String hash, String mac) {}

    SealedFile(Medium medium, String folder, String name, ArchiveKey key, String container) throws IOException {
        this.name = name;
        byte[] iv = ArchiveKey.freshIv();
        this.cipher = key.cipher(Cipher.ENCRYPT_MODE, container, iv);
        this.mac = key.mac(container);
        this.out = new BufferedOutputStream(medium.write(folder + "/" + name), 1 << 16);
        put(iv);
    }

    void write(byte[] text) throws IOException {
        write(text, text.length);
    }

    /** So many of the first bytes. */
    void write(byte[] text, int length) throws IOException {
        byte[] sealed = cipher.update(text, 0, length);
        if (sealed != null) {
            put(sealed);
        }
    }

    private void put(byte[] sealed) throws IOException {
        out.write(sealed);
        hash.update(sealed);
        mac.update(sealed);
        bytes += sealed.length;
    }

    long bytes() {
        return bytes;
    }

    /** It is on the medium, as far as the medium says so. */
    Written end() throws IOException {
        out.flush();
        out.close();
        HexFormat hex = HexFormat.of();
        return new Written(name, bytes, hex.formatHex(hash.digest()), hex.formatHex(mac.doFinal()));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
