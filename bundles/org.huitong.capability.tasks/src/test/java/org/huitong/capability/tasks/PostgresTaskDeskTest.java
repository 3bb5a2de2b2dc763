// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import org.huitong.capability.tasks.routine.RoutineContract;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresTaskDeskTest
        implements TaskDeskContract, ChatClerkContract, RoutineContract, WaitingContract, TodoContract, SightContract {
    private static PostgresServer server;
    private Office office;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        office = new Office(new PostgresStore(server));
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
