// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One set of tools: kept ciphers and a quick source of randomness. Used by one thread at a time, lent by {@link Bench}.
 *
 * <p>Randomness is a block of AES-CTR key stream whose first bytes become the key of the next block and which is wiped
 * as it is given out, so that nobody who sees this object's memory can tell what it gave before. It is seeded by the
 * system and seeded anew after each megabyte: asking the system each time would cost more than the encryption.
 */
final class Locksmith {
    static final int IV = 12;
    static final int TAG = 16;
    static final int KEY = 32;
    private static final int BLOCK = 8 * 1024;
    private static final int BLOCKS_A_SEED = 128;
    private static final IvParameterSpec START = new IvParameterSpec(new byte[16]);
    /** For texts, each under another key. */
    private final Cipher once;
    /** For data keys: it has the schedule of the wrapping key ready from the last time. */
    private final Cipher again;

    private final Cipher ctr;
    private final Mac mac;
    private final SecureRandom system;
    private final byte[] zeros = new byte[BLOCK];
    private final byte[] pool = new byte[BLOCK];
    private int used = BLOCK;
    private int blocks = BLOCKS_A_SEED;

    Locksmith(SecureRandom system) {
        this.system = system;
        try {
            once = Cipher.getInstance("AES/GCM/NoPadding");
            again = Cipher.getInstance("AES/GCM/NoPadding");
            ctr = Cipher.getInstance("AES/CTR/NoPadding");
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES in GCM and CTR, and HMAC-SHA-256", e);
        }
    }

    byte[] lock(byte[] dataKey, byte[] plain, byte[] context) throws GeneralSecurityException {
        return lock(once, aes(dataKey), plain, context, 0);
    }

    byte[] unlock(byte[] dataKey, byte[] locked, byte[] context) throws GeneralSecurityException {
        return unlock(once, aes(dataKey), locked, context, 0);
    }

    /** One byte left free in front. */
    byte[] wrap(Key key, byte[] dataKey, byte[] context) throws GeneralSecurityException {
        return lock(again, key, dataKey, context, 1);
    }

    byte[] unwrap(Key key, byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return unlock(again, key, wrapped, context, 1);
    }

    private static Key aes(byte[] dataKey) {
        return new SecretKeySpec(dataKey, "AES");
    }

    /** {@code offset} bytes left free, then the IV, then the bytes under lock with their tag. */
    private byte[] lock(Cipher gcm, Key key, byte[] plain, byte[] context, int offset) throws GeneralSecurityException {
        byte[] locked = new byte[offset + IV + plain.length + TAG];
        random(locked, offset, IV);
        gcm.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, locked, offset, IV));
        gcm.updateAAD(context);
        gcm.doFinal(plain, 0, plain.length, locked, offset + IV);
        return locked;
    }

    private static byte[] unlock(Cipher gcm, Key key, byte[] locked, byte[] context, int offset)
            throws GeneralSecurityException {
        if (locked.length < offset + IV + TAG) {
            throw new ShortBufferException("Too short to have been sealed");
        }
        gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, locked, offset, IV));
        gcm.updateAAD(context);
        return gcm.doFinal(locked, offset + IV, locked.length - offset - IV);
    }

    byte[] fingerprint(Key key, byte[] purpose, byte[] bytes) throws GeneralSecurityException {
        mac.init(key);
        mac.update((byte) purpose.length);
        mac.update(purpose);
        return mac.doFinal(bytes);
    }

    byte[] freshKey() throws GeneralSecurityException {
        byte[] key = new byte[KEY];
        random(key, 0, KEY);
        return key;
    }

    private void random(byte[] target, int offset, int length) throws GeneralSecurityException {
        if (used + length > BLOCK) {
            refill();
        }
        System.arraycopy(pool, used, target, offset, length);
        Arrays.fill(pool, used, used + length, (byte) 0);
        used += length;
    }

    private void refill() throws GeneralSecurityException {
        byte[] seed = new byte[KEY];
        if (blocks++ >= BLOCKS_A_SEED) {
            system.nextBytes(seed);
            blocks = 1;
        } else {
            System.arraycopy(pool, 0, seed, 0, KEY);
        }
        ctr.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), START);
        ctr.doFinal(zeros, 0, BLOCK, pool, 0);
        Arrays.fill(seed, (byte) 0);
        used = KEY;
    }
}
