// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.SQLException;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Counting on a real PostgreSQL. */
class PostgresTest implements CountingContract {
    private static PostgresServer server;
    private PostgresStore store;
    private Connection connection;

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
    void open() throws SQLException {
        store = new PostgresStore(server);
        store.migrate("statistics");
        connection = store.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
        store.close();
    }

    @Override
    public Connection connection() {
        return connection;
    }
}
