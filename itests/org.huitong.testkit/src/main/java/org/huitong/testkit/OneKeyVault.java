// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/** A vault with one key for everything: it really encrypts and really refuses, and forgets its key with the test. */
public final class OneKeyVault implements Vault {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IV = 12;

    /** Under whose key is sealed from now on, by its name alone. */
    public volatile String month = "test";

    private final SecretKey key;

    public OneKeyVault() {
        try {
            KeyGenerator keys = KeyGenerator.getInstance("AES");
            keys.init(256);
            key = keys.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    /** With a key that is given, for tests whose process ends in between. */
    public OneKeyVault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    @Override
    public Sealed seal(String keyClass, byte[] plain, byte[] context) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            return new Sealed(
                    keyClass + "/" + month,
                    iv,
                    cipher(Cipher.ENCRYPT_MODE, iv, context).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] open(Sealed sealed, byte[] context) {
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed.wrapped(), context).doFinal(sealed.text());
        } catch (GeneralSecurityException e) {
            throw new LockedException("it is not what was sealed", e);
        }
    }

    @Override
    public byte[] fingerprint(String purpose, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Sealed rewrap(Sealed sealed, String keyClass) {
        return new Sealed(keyClass + "/" + month, sealed.wrapped(), sealed.text());
    }

    private Cipher cipher(int mode, byte[] iv, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, iv));
        cipher.updateAAD(context);
        return cipher;
    }
}
