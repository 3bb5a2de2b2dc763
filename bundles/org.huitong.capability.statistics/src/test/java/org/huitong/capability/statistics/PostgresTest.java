// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Counting on a real PostgreSQL. */
class PostgresTest implements CountingContract {
    private static PostgresServer server;
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
    void open() throws SQLException, IOException {
        connection = DriverManager.getConnection(server.url(), server.user(), "");
        try (InputStream tables = getClass().getResourceAsStream("/db/statistics/V1__counts.sql");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE");
            statement.execute("CREATE SCHEMA public");
            statement.execute(new String(tables.readAllBytes(), StandardCharsets.UTF_8));
        }
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Override
    public Connection connection() {
        return connection;
    }
}
