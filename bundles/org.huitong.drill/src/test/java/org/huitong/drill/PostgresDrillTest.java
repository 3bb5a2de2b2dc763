// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;
import org.huitong.store.Database;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of PostgreSQL goes into a backup and comes back the same, into an empty one and into no other. */
class PostgresDrillTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static PostgresServer server;

    @TempDir
    Path folder;

    private Path unpacked;
    private Path keys;
    private String hub;
    private String empty;

    @BeforeAll
    static void start() {
        server = PostgresServer.startInstalled();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void backUp() throws IOException, SQLException {
        hub = database("hub");
        empty = database("empty");
        unpacked = Files.createDirectory(folder.resolve("unpacked"));
        keys = folder.resolve("keys");
        Path data = Files.createDirectories(unpacked.resolve("data"));
        SmallHub.keyStore(keys, "vault/identity", SmallHub.KEY);
        try (Database database = Database.postgresql(hub, server.user(), Optional.empty(), 2)) {
            SmallHub.fill(SmallHub.store(database));
        }
        assertThat(run(
                        "list",
                        data.toString(),
                        unpacked.resolve("inventory").toString(),
                        unpacked.resolve("database.dump").toString(),
                        hub,
                        server.user()))
                .isEqualTo("0 ");
        Files.writeString(data.resolve("restored"), "2026-11-30T02:00:00Z");
    }

    private static String database(String name) throws SQLException {
        change(server.url(), "DROP DATABASE IF EXISTS " + name);
        change(server.url(), "CREATE DATABASE " + name);
        return server.url().replaceFirst("/postgres$", "/" + name);
    }

    private static void change(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Drill.run(words, InstantSource.fixed(NOW), new PrintStream(new ByteArrayOutputStream()), said) + " "
                + out.toString(StandardCharsets.UTF_8).strip();
    }

    private Report check(String url) throws IOException, SQLException {
        return Drill.check(
                unpacked,
                keys,
                "backup.tar.gz",
                Optional.of(Postgres.at(url, server.user())),
                InstantSource.fixed(NOW));
    }

    @Test
    void whatCameBackWholeIsGoodAndTheDatabaseIsEmptyAgain() throws IOException, SQLException {
        for (int twice = 0; twice < 2; twice++) {
            Report report = check(empty);
            assertThat(report.troubles()).isEmpty();
            assertThat(report.restored().log()).hasValueSatisfying(log -> {
                assertThat(log.messages()).isEqualTo(3);
                assertThat(log.unsent()).isEqualTo(1);
            });
            assertThat(report.keys()).isEqualTo(1);
        }
    }

    /** One log has one hash, in whichever database it lies. */
    @Test
    void itsHashesAreThoseOfTheSameLogInDerby() throws IOException, SQLException {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (Database database = Database.derby(data.resolve("store"), folder.resolve("derby.log"), 2)) {
            SmallHub.fill(SmallHub.store(database));
        }
        assertThat(Postgres.at(hub, server.user()).log(new TreeSet<>()))
                .isEqualTo(new DataFolder(data).log(new TreeSet<>()).orElseThrow());
    }

    @Test
    void whatIsAnotherOrMissingIsFound() throws IOException, SQLException {
        change(hub, "UPDATE hub_journal SET account = 'other' WHERE seq = 2");
        Path other = unpacked.resolve("other.dump");
        run(
                "list",
                unpacked.resolve("data").toString(),
                folder.resolve("i").toString(),
                other.toString(),
                hub,
                server.user());
        Files.move(other, unpacked.resolve("database.dump"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(check(empty).troubles()).containsExactly("the chain of hashes parts behind line 0");
        Files.delete(unpacked.resolve("database.dump"));
        assertThat(check(empty).troubles()).contains("the database is missing");
    }

    @Test
    void nothingIsEverOverwritten() throws SQLException, IOException {
        change(empty, "CREATE TABLE precious (a INT)");
        assertThatThrownBy(() -> check(empty)).hasMessageContaining("is not empty");
        change(empty, "INSERT INTO precious VALUES (1)");
        String dump = unpacked.resolve("database.dump").toString();
        assertThat(run("load", dump, empty, server.user())).startsWith("2 ").contains("is not empty");
        change(empty, "DROP TABLE precious");
        assertThat(run("load", dump, empty, server.user())).isEqualTo("0 ");
        assertThat(run("load", dump, empty, server.user())).startsWith("2 ").contains("is not empty");
        assertThat(Postgres.at(empty, server.user()).log(new TreeSet<>()).messages())
                .isEqualTo(3);
    }

    @Test
    void withoutAPlaceForItNothingIsSaid() {
        assertThat(run(
                        "check",
                        unpacked.toString(),
                        keys.toString(),
                        "b",
                        folder.resolve("r").toString()))
                .startsWith("2 ")
                .contains("HUITONG_DATABASE");
    }

    @Test
    void addressesAreToldToTheToolsAsTheDriverHasThem() throws IOException {
        assertThat(Postgres.at("jdbc:postgresql://a:1,[::1],b/hui%20tong?ssl=true&sslmode=verify-full&user=o'h", "")
                        .address())
                .isEqualTo("host='a,::1,b' port='1,5432,5432' dbname='hui tong' sslmode='verify-full' user='o\\'h'");
        assertThat(Postgres.at("jdbc:postgresql://a/b?user=c", "d").address())
                .isEqualTo("host='a' port='5432' dbname='b' user='d'");
        assertThatThrownBy(() -> Postgres.at("jdbc:derby:x", "")).hasMessageContaining("not the address");
    }
}
