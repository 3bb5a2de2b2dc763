// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.operation.Check;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** The same store on a real PostgreSQL. */
class PostgresTest implements StoreContract {
    private static PostgresServer server;

    @TempDir
    Path home;

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
    public Database open() {
        Database database = Database.postgresql(server.url(), server.user(), Optional.empty(), 4);
        database.write(c -> {
            try (var statement = c.createStatement()) {
                statement.execute("DROP SCHEMA public CASCADE");
                statement.execute("CREATE SCHEMA public");
            }
            return null;
        });
        return database;
    }

    @Test
    void commitsAreSynchronousWhateverTheServersDefaultIs() {
        try (Database database = open()) {
            String setting = database.read(c -> {
                try (var rows = c.createStatement().executeQuery("SHOW synchronous_commit")) {
                    rows.next();
                    return rows.getString(1);
                }
            });
            assertThat(setting).isEqualTo("on");
        }
    }

    @Test
    void waitsForTheServerAndComesUpWhenItAnswers() throws Exception {
        open().close();
        server.kill();
        boolean running = false;
        try (HubInMemory hub = new HubInMemory(home)) {
            hub.await(Check.class, "");
            configure(hub.context());
            server.go();
            running = true;
            hub.install(
                            "probe",
                            Map.of("Huitong-Schema", "probe"),
                            Map.of(
                                    "db/probe/postgresql/V1__first.sql",
                                    "CREATE TABLE probe_thing (id BIGINT, x JSONB)"))
                    .start();
            assertThat(hub.await(Schema.class, "(schema=probe)").version()).isEqualTo("1");
            assertThat(hub.await(Transactions.class, "").dialect()).isEqualTo(Transactions.Dialect.POSTGRESQL);
            hub.awaitResult(Check.Result.up("PostgreSQL"));
        } finally {
            if (!running) {
                server.go();
            }
        }
    }

    private static void configure(BundleContext context) throws Exception {
        // The framework has its own classes of Config Admin: met without their types.
        Object admin =
                context.getService(context.getAllServiceReferences("org.osgi.service.cm.ConfigurationAdmin", null)[0]);
        Object configuration = admin.getClass()
                .getMethod("getConfiguration", String.class, String.class)
                .invoke(admin, "org.huitong.store", "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("url", server.url());
        properties.put("user", server.user());
        properties.put("password", "sealed:terces");
        configuration.getClass().getMethod("update", Dictionary.class).invoke(configuration, properties);
    }
}
