// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OwnStore;

class SettleOnDerbyTest extends SettleContract {
    @Override
    OwnStore store() {
        return new DerbyStore();
    }
}
