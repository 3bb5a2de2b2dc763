// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class DerbyManagedTest implements ManagedContract {
    private final DerbyStore store = new DerbyStore().migrate("rooms");

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }
}
