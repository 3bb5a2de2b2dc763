// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rooms.host;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresManagedTest implements ManagedContract {
    private static PostgresServer server;
    private PostgresStore store;

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
        store = new PostgresStore(server);
        store.migrate("rooms");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Transactions tables() {
        return store;
    }
}
