// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class DerbyTransferTest implements TransferContract {
    private final Office office = new Office(new DerbyStore());

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    public Office office() {
        return office;
    }
}
