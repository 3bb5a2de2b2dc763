// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OwnStore;

class DerbySyncDeskTest extends SyncDeskContract {
    @Override
    OwnStore open() {
        return new DerbyStore();
    }
}
