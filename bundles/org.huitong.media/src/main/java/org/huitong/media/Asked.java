// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.connector.MediaFetcher.Wanted;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** What a connector is asked for a file with, under seal: the platform's names let whoever has them fetch it. */
final class Asked {
    private static final String KEY_CLASS = "message";

    private final Vault vault;

    Asked(Vault vault) {
        this.vault = vault;
    }

    /** The same for the same attachment of whichever message; nobody can tell the attachment by it. */
    String name(Attachment attachment) {
        byte[] reference = attachment.reference().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Arrays.copyOf(vault.fingerprint("media", reference), 16));
    }

    Sealed seal(Wanted wanted) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeUTF(wanted.message().platform());
            out.writeUTF(wanted.message().tenant());
            out.writeUTF(wanted.message().nativeId());
            out.writeUTF(wanted.attachment().type().word());
            out.writeUTF(wanted.attachment().reference());
            out.writeUTF(wanted.attachment().name().orElse(""));
            return vault.seal(
                    KEY_CLASS, bytes.toByteArray(), context(wanted.message().id()));
        } catch (IOException e) {
            throw new UncheckedIOException("a name is longer than what is kept", e);
        }
    }

    Wanted open(MediaFile file) {
        try {
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(vault.open(file.asked(), context(file.message()))));
            MessageKey key = new MessageKey(in.readUTF(), in.readUTF(), in.readUTF());
            MessageType type = MessageType.ofWord(in.readUTF()).orElse(MessageType.FILE);
            String reference = in.readUTF();
            String name = in.readUTF();
            return new Wanted(
                    key,
                    new Attachment(type, reference, Optional.of(name), OptionalLong.empty(), OptionalLong.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody called the file that they put in. */
    Sealed sealName(MessageId upload, String name) {
        return vault.seal(KEY_CLASS, name.getBytes(StandardCharsets.UTF_8), context(upload));
    }

    String openName(MediaFile upload) {
        return new String(vault.open(upload.asked(), context(upload.message())), StandardCharsets.UTF_8);
    }

    private static byte[] context(MessageId message) {
        return ("media/" + message.value()).getBytes(StandardCharsets.UTF_8);
    }
}
