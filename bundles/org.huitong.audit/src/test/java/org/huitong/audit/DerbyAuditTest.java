// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DerbyAuditTest implements AuditContract {
    private DerbyStore store;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("audit");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions store() {
        return store;
    }
}
