// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** Seals what a file is called, and what was said with it. */
final class Envelope {
    private static final String KEY_CLASS = "message";

    private final Vault vault;

    Envelope(Vault vault) {
        this.vault = vault;
    }

    Sealed seal(String transfer, Transfer.Words words) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(1);
            out.writeUTF(words.name());
            out.writeUTF(words.note());
            return vault.seal(KEY_CLASS, bytes.toByteArray(), context(transfer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Transfer.Words open(String transfer, Sealed sealed) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(vault.open(sealed, context(transfer))));
            in.readByte();
            return new Transfer.Words(in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] context(String transfer) {
        return ("files/" + transfer).getBytes(StandardCharsets.UTF_8);
    }
}
