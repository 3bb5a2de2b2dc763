// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresAuditTest implements AuditContract {
    private static PostgresServer server;
    private OwnStore store;

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
        store = new PostgresStore(server).migrate("audit");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions store() {
        return store;
    }
}
