// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** BouncyCastle's, without its provider: that would be thousands of names for one cipher. */
final class Sm4Gcm implements Gcm {
    private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());

    @Override
    public void lock(Key key, byte[] plain, byte[] context, byte[] locked, int at) throws GeneralSecurityException {
        run(true, key, context, locked, at, plain, 0, plain.length, locked, at + IV);
    }

    @Override
    public byte[] unlock(Key key, byte[] context, byte[] locked, int at) throws GeneralSecurityException {
        int length = locked.length - at - IV;
        byte[] plain = new byte[length - TAG];
        run(false, key, context, locked, at, locked, at + IV, length, plain, 0);
        return plain;
    }

    private void run(
            boolean lock,
            Key key,
            byte[] context,
            byte[] iv,
            int ivAt,
            byte[] in,
            int inAt,
            int length,
            byte[] out,
            int outAt)
            throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOfRange(iv, ivAt, ivAt + IV);
        cipher.init(lock, new AEADParameters(new KeyParameter(key.getEncoded()), TAG * 8, nonce, context));
        try {
            int done = cipher.processBytes(in, inAt, length, out, outAt);
            cipher.doFinal(out, outAt + done);
        } catch (InvalidCipherTextException e) {
            throw new GeneralSecurityException("Its tag is another", e);
        }
    }
}
