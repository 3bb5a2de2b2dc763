// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.vault;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Encryption at rest: AES-256-GCM, or the suite that is chosen, with a fresh data key for each seal, wrapped by the key of
 * its class and month.
 * Destroying a key destroys what it locked; changing the class re-wraps the data key and leaves the text alone.
 * Provided by vault; safe for many threads.
 */
@ProviderType
public interface Vault {
    /**
     * Locks bytes.
     *
     * @param keyClass what kind of thing it is, such as {@code message}; a key is kept for each class and month
     * @param context what the bytes belong to (a message id, a column); the same is needed to open them, so that a
     *     sealed text moved to another row does not open there
     */
    Sealed seal(String keyClass, byte[] plain, byte[] context);

    /** @throws LockedException where the key was destroyed, or the bytes or their context were changed */
    byte[] open(Sealed sealed, byte[] context);

    /**
     * A fingerprint that only the owner of the keys can make: the same for the same bytes, for as long as the hub lives.
     * It tells whether something is known already, and who has the database alone cannot find out what it is of by
     * trying likely texts (HMAC-SHA-256, RFC 2104).
     *
     * @param purpose what it is for, such as {@code revision}; the same bytes have another fingerprint for another
     *     purpose
     * @return 32 bytes
     */
    byte[] fingerprint(String purpose, byte[] bytes);

    /** The same text under the current key of another class; the data key is wrapped anew, the text is not touched. */
    Sealed rewrap(Sealed sealed, String keyClass);
}
