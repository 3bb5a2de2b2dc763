// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.consent;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class DerbyConsentTest implements ConsentContract {
    private final DerbyStore store = new DerbyStore().migrate("consent");

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }
}
