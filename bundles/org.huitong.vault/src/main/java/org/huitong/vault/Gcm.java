// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.Key;

/** A block cipher in GCM, kept to be used again: an IV, the bytes under lock, a tag by which every change is noticed. */
interface Gcm {
    int IV = 12;
    int TAG = 16;

    /** @param locked has room for it all from {@code at} on, and the IV there already */
    void lock(Key key, byte[] plain, byte[] context, byte[] locked, int at) throws GeneralSecurityException;

    /** @throws GeneralSecurityException where a byte, the context or the key is another */
    byte[] unlock(Key key, byte[] context, byte[] locked, int at) throws GeneralSecurityException;
}
