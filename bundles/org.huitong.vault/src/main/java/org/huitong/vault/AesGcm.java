// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Java's own, which has the processor's instructions; with the same key twice its schedule is ready from the last time. */
final class AesGcm implements Gcm {
    private final Cipher cipher;

    AesGcm() throws GeneralSecurityException {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
    }

    @Override
    public void lock(Key key, byte[] plain, byte[] context, byte[] locked, int at) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, locked, at, IV));
        cipher.updateAAD(context);
        cipher.doFinal(plain, 0, plain.length, locked, at + IV);
    }

    @Override
    public byte[] unlock(Key key, byte[] context, byte[] locked, int at) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, locked, at, IV));
        cipher.updateAAD(context);
        return cipher.doFinal(locked, at + IV, locked.length - at - IV);
    }
}
