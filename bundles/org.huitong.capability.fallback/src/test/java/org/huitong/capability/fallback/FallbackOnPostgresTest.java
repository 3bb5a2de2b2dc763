// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.huitong.store.Database;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Each test has a database of its own on one server. */
class FallbackOnPostgresTest extends FallbackContract {
    private static PostgresServer server;
    private static int made;

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

    @Override
    Database database(Path in) {
        String name = "fallback" + ++made;
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.url().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
        return Database.postgresql(url, server.user(), Optional.empty(), 4);
    }
}
