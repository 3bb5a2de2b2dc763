// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class MediaShelfOnDerbyTest implements MediaShelfContract {
    private final DerbyStore store = new DerbyStore().migrate("media");

    @Override
    public Transactions store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
