// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OwnStore;

class SpentWordsOnDerbyTest extends SpentWordsContract {
    @Override
    OwnStore store() {
        return new DerbyStore();
    }
}
