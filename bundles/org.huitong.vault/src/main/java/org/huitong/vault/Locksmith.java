// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
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
    private static final int BLOCK = 8 * 1024;
    private static final int BLOCKS_A_SEED = 128;
    private static final int SEED = 32;
    private static final IvParameterSpec START = new IvParameterSpec(new byte[16]);

    private final Map<Suite, Tools> tools = new EnumMap<>(Suite.class);
    private final Cipher ctr;
    private final Mac mac;
    private final SecureRandom system;
    private final byte[] zeros = new byte[BLOCK];
    private final byte[] pool = new byte[BLOCK];
    private int used = BLOCK;
    private int blocks = BLOCKS_A_SEED;

    /**
     * What a suite needs, made when it is first used.
     *
     * @param once for texts, each under another key
     * @param again for data keys: it has the schedule of the wrapping key ready from the last time
     */
    private record Tools(Gcm once, Gcm again) {}

    Locksmith(SecureRandom system) {
        this.system = system;
        try {
            ctr = Cipher.getInstance("AES/CTR/NoPadding");
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES in CTR, and HMAC-SHA-256", e);
        }
    }

    private Tools tools(Suite suite) throws GeneralSecurityException {
        Tools ready = tools.get(suite);
        if (ready == null) {
            ready = new Tools(suite.gcm(), suite.gcm());
            tools.put(suite, ready);
        }
        return ready;
    }

    byte[] lock(Suite suite, byte[] dataKey, byte[] plain, byte[] context) throws GeneralSecurityException {
        return lock(tools(suite).once(), key(dataKey), plain, context, 0);
    }

    byte[] unlock(Suite suite, byte[] dataKey, byte[] locked, byte[] context) throws GeneralSecurityException {
        return unlock(tools(suite).once(), key(dataKey), locked, context, 0);
    }

    /** The suite's number in front. */
    byte[] wrap(Suite suite, SecretKey kept, byte[] dataKey, byte[] context) throws GeneralSecurityException {
        byte[] wrapped = lock(tools(suite).again(), suite.wrapping(kept), dataKey, context, 1);
        wrapped[0] = suite.number();
        return wrapped;
    }

    byte[] unwrap(Suite suite, SecretKey kept, byte[] wrapped, byte[] context) throws GeneralSecurityException {
        return unlock(tools(suite).again(), suite.wrapping(kept), wrapped, context, 1);
    }

    private static Key key(byte[] dataKey) {
        return new SecretKeySpec(dataKey, "AES");
    }

    /** {@code offset} bytes left free, then the IV, then the bytes under lock with their tag. */
    private byte[] lock(Gcm gcm, Key key, byte[] plain, byte[] context, int offset) throws GeneralSecurityException {
        byte[] locked = new byte[offset + Gcm.IV + plain.length + Gcm.TAG];
        random(locked, offset, Gcm.IV);
        gcm.lock(key, plain, context, locked, offset);
        return locked;
    }

    private static byte[] unlock(Gcm gcm, Key key, byte[] locked, byte[] context, int offset)
            throws GeneralSecurityException {
        if (locked.length < offset + Gcm.IV + Gcm.TAG) {
            throw new ShortBufferException("Too short to have been sealed");
        }
        return gcm.unlock(key, context, locked, offset);
    }

    byte[] fingerprint(Key key, byte[] purpose, byte[] bytes) throws GeneralSecurityException {
        mac.init(key);
        mac.update((byte) purpose.length);
        mac.update(purpose);
        return mac.doFinal(bytes);
    }

    byte[] freshKey(Suite suite) throws GeneralSecurityException {
        byte[] key = new byte[suite.keyLength()];
        random(key, 0, key.length);
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
        byte[] seed = new byte[SEED];
        if (blocks++ >= BLOCKS_A_SEED) {
            system.nextBytes(seed);
            blocks = 1;
        } else {
            System.arraycopy(pool, 0, seed, 0, SEED);
        }
        ctr.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"), START);
        ctr.doFinal(zeros, 0, BLOCK, pool, 0);
        Arrays.fill(seed, (byte) 0);
        used = SEED;
    }
}
