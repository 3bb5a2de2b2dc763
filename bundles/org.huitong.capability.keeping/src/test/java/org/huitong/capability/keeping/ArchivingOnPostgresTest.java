// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.huitong.store.Database;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ArchivingOnPostgresTest implements ArchivingContract, DisposalContract {
    private static PostgresServer server;
    private static int databases;

    @TempDir
    Path folder;

    private House house;

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

    /** A database of its own for each test. */
    @BeforeEach
    void open() throws IOException, SQLException {
        Files.createDirectory(folder.resolve("archive"));
        String name = "house" + ++databases;
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                Statement create = connection.createStatement()) {
            create.execute("CREATE DATABASE " + name);
        }
        String url = server.url().replaceFirst("/postgres$", "/" + name);
        house = new House(Database.postgresql(url, server.user(), Optional.empty(), 4));
    }

    @AfterEach
    void close() {
        if (house != null) {
            house.close();
        }
    }

    @Override
    public House house() {
        return house;
    }

    @Override
    public Path folder() {
        return folder.resolve("archive");
    }
}
