// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of a place of archives. Those of a container are made of it and the container's name, so that whoever has this
 * one opens them with nothing but OpenSSL: AES-256-CTR for the text, HMAC-SHA-256 over what was written (encrypt, then
 * authenticate).
 */
public final class ArchiveKey {
    static final int IV = 16;
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    public ArchiveKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a key has " + LENGTH + " bytes");
        }
        this.key = key.clone();
    }

    public static ArchiveKey fresh() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new ArchiveKey(bytes);
    }

    public byte[] bytes() {
        return key.clone();
    }

    /** As it is written down and kept in a safe. */
    public String words() {
        return HexFormat.of().formatHex(key);
    }

    static byte[] freshIv() {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        return iv;
    }

    Cipher cipher(int mode, String container, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, new SecretKeySpec(of("encrypt", container), "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    Mac mac(String container) {
        return mac(of("authenticate", container));
    }

    private byte[] of(String purpose, String container) {
        return mac(key).doFinal(("huitong-archive " + purpose + " " + container).getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    /** Betrays nothing. */
    @Override
    public String toString() {
        return "ArchiveKey";
    }
}
