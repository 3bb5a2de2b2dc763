// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OwnStore;

class DetourOnDerbyTest extends DetourContract {
    @Override
    OwnStore store() {
        return new DerbyStore();
    }
}
