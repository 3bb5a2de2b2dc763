// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Secrets;
import org.huitong.api.vault.Vault;

/** {@code sealed:} and then, in base64url, the key's name, the wrapped data key and the text, each with its length. */
public final class SealedSecrets implements Secrets {
    private static final String MARK = "sealed:";
    private static final String CLASS = "secret";
    private static final byte[] CONTEXT = "configuration".getBytes(StandardCharsets.US_ASCII);
    private final Vault vault;

    public SealedSecrets(Vault vault) {
        this.vault = vault;
    }

    @Override
    public String seal(String plain) {
        if (isSealed(plain)) {
            return plain;
        }
        Sealed sealed = vault.seal(CLASS, plain.getBytes(StandardCharsets.UTF_8), CONTEXT);
        byte[] name = sealed.key().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(2 + name.length + sealed.wrapped().length + sealed.text().length);
        bytes.put((byte) name.length).put(name);
        bytes.put((byte) sealed.wrapped().length).put(sealed.wrapped());
        bytes.put(sealed.text());
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    @Override
    public String open(String sealedOrPlain) {
        if (!isSealed(sealedOrPlain)) {
            return sealedOrPlain;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    Base64.getUrlDecoder().decode(sealedOrPlain.strip().substring(MARK.length())));
            String key = new String(part(bytes, bytes.get() & 0xff), StandardCharsets.US_ASCII);
            byte[] wrapped = part(bytes, bytes.get() & 0xff);
            byte[] text = part(bytes, bytes.remaining());
            return new String(vault.open(new Sealed(key, wrapped, text), CONTEXT), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new LockedException("A sealed secret is cut off or was changed; enter it again", e);
        }
    }

    private static byte[] part(ByteBuffer bytes, int length) {
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }

    @Override
    public boolean isSealed(String text) {
        return text != null && text.startsWith(MARK);
    }
}
