// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DerbyApprovalTest implements ApprovalContract {
    private Court court;

    @BeforeEach
    void open() {
        court = new Court(new DerbyStore());
    }

    @AfterEach
    void close() {
        court.close();
    }

    @Override
    public Court court() {
        return court;
    }
}
