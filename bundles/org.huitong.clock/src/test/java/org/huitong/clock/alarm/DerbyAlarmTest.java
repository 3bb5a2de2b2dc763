// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DerbyAlarmTest implements AlarmContract {
    private DerbyStore store;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("clock");
        store.write(c -> c.createStatement().execute("CREATE TABLE clock_note (what VARCHAR(100))"));
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
