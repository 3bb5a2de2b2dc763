// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OwnStore;

class PressOnDerbyTest extends PressContract {
    @Override
    OwnStore store() {
        return new DerbyStore();
    }
}
