// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.keeping;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class ForgettingOnDerbyTest implements ForgettingContract {
    private final DerbyStore store = new DerbyStore().migrate("hub");

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions store() {
        return store;
    }
}
