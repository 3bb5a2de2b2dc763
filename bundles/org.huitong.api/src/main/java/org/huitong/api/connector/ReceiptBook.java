// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;
import org.huitong.api.store.StoreException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where it is written down what a platform tells by itself of letters that it accepted. Provided by outbox; safe for many
 * threads.
 */
@ProviderType
public interface ReceiptBook {
    /**
     * Writes them down; blocks until they are on disk. A receipt never takes back an earlier one that says more, and one
     * of a letter that nobody here knows is passed over.
     *
     * @param account the part of the configuration's name after {@code ~}
     * @throws StoreException where the database takes nothing now
     */
    void enter(String platform, String account, List<Receipted> receipts);
}
