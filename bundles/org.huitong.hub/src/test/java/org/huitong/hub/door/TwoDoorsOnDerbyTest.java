// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class TwoDoorsOnDerbyTest implements TwoDoorsContract {
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
