// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import org.huitong.capability.tasks.routine.RoutineContract;
import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class DerbyTaskDeskTest
        implements TaskDeskContract, ChatClerkContract, RoutineContract, WaitingContract, TodoContract, SightContract {
    private Office office;

    @BeforeEach
    void open() {
        office = new Office(new DerbyStore());
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    public Office office() {
        return office;
    }
}
