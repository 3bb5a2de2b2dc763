// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.notice;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class DerbyNoticeTest implements NoticeContract {
    private final DerbyStore store = new DerbyStore().migrate("notice");

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }
}
