// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresApprovalTest implements ApprovalContract {
    private static PostgresServer server;
    private Court court;

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
        court = new Court(new PostgresStore(server));
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
