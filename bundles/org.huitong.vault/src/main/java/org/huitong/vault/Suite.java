// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A way of locking. Its number stands first in each wrapped data key, so that what was sealed in one way opens while
 * another is chosen; and no bits of a key serve two ciphers.
 */
enum Suite {
    /** What every Java runtime has. */
    AES_256_GCM(1, "aes-256-gcm", 32) {
        @Override
        Key wrapping(SecretKey kept) {
            return kept;
        }

        @Override
        Gcm gcm() throws GeneralSecurityException {
            return new AesGcm();
        }
    },
    /** The block cipher of GB/T 32907-2016, in the mode of RFC 8998; its keys are made by HMAC-SM3 (GB/T 32905-2016). */
    SM4_GCM(2, "sm4-gcm", 16) {
        @Override
        Key wrapping(SecretKey kept) {
            HMac mac = new HMac(new SM3Digest());
            mac.init(new KeyParameter(kept.getEncoded()));
            mac.update(SM4_KEYS, 0, SM4_KEYS.length);
            byte[] made = new byte[mac.getMacSize()];
            mac.doFinal(made, 0);
            return new SecretKeySpec(Arrays.copyOf(made, keyLength()), "SM4");
        }

        @Override
        Gcm gcm() {
            return new Sm4Gcm();
        }
    };

    private static final byte[] SM4_KEYS = "huitong vault sm4-gcm".getBytes(StandardCharsets.US_ASCII);

    private final byte number;
    private final String title;
    private final int keyLength;

    Suite(int number, String title, int keyLength) {
        this.number = (byte) number;
        this.title = title;
        this.keyLength = keyLength;
    }

    /** What wraps data keys, out of the 256 bits that the key store has. */
    abstract Key wrapping(SecretKey kept);

    abstract Gcm gcm() throws GeneralSecurityException;

    byte number() {
        return number;
    }

    /** As it stands in the configuration. */
    String title() {
        return title;
    }

    int keyLength() {
        return keyLength;
    }

    static Optional<Suite> called(String title) {
        return Arrays.stream(values()).filter(s -> s.title.equals(title)).findFirst();
    }

    static Suite of(byte[] wrapped) throws GeneralSecurityException {
        for (Suite suite : values()) {
            if (wrapped.length > 0 && wrapped[0] == suite.number) {
                return suite;
            }
        }
        throw new GeneralSecurityException("Sealed in a way that is not known here");
    }
}
