// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** Seals what is said of an approval, and opens it; what was sealed for one opens for no other. */
record Envelope(Vault vault) {
    private static final String KEY_CLASS = "approval";
    private static final int FORM = 1;

    Sealed seal(Words words, String approval) {
        byte[] bytes = written(out -> {
            write(out, words.title());
            write(out, words.difference());
            write(out, words.argument());
            write(out, words.maker());
            write(out, words.emergency().orElse(""));
        });
        return vault.seal(KEY_CLASS, bytes, context(approval, "words"));
    }

    Words words(Sealed sealed, String approval) {
        return read(
                sealed,
                context(approval, "words"),
                in -> new Words(
                        text(in),
                        text(in),
                        line(in),
                        line(in),
                        Optional.of(line(in)).filter(why -> !why.isEmpty())));
    }

    Sealed seal(LocalText reason, String approval) {
        return vault.seal(KEY_CLASS, written(out -> write(out, reason)), context(approval, "reason"));
    }

    LocalText reason(Sealed sealed, String approval) {
        return read(sealed, context(approval, "reason"), Envelope::text);
    }

    private static byte[] written(Writes work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            work.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private <T> T read(Sealed sealed, byte[] context, Reads<T> work) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(vault.open(sealed, context)))) {
            in.readByte();
            return work.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, LocalText text) throws IOException {
        write(out, text.zh());
        write(out, text.en());
    }

    private static void write(DataOutputStream out, String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static LocalText text(DataInputStream in) throws IOException {
        return LocalText.of(line(in), line(in));
    }

    private static String line(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static byte[] context(String approval, String part) {
        return ("approvals " + approval + " " + part).getBytes(StandardCharsets.UTF_8);
    }

    private interface Writes {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reads<T> {
        T of(DataInputStream in) throws IOException;
    }
}
