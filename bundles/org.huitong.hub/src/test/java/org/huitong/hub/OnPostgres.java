// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub;

import org.huitong.api.store.Transactions;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The hub's tables, empty for each test, on one server. */
public abstract class OnPostgres {
    private static PostgresServer server;

    private PostgresStore store;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        store = new PostgresStore(server);
        store.migrate("hub");
    }

    @AfterEach
    void close() {
        store.close();
    }

    public Transactions store() {
        return store;
    }
}
