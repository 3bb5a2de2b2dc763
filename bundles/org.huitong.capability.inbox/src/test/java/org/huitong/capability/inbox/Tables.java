// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import org.huitong.kit.entity.Entities;
import org.huitong.store.Database;
import org.huitong.store.Migrations;
import org.huitong.store.Migrator;
import org.huitong.testkit.PostgresServer;

/** The tables of this bundle on a real database, with its migrations and its weaving. */
final class Tables implements AutoCloseable {
    private final Database database;
    private EntityManagerFactory factory;

    private Tables(Database database) {
        this.database = database;
        try {
            new Migrator(database, InstantSource.system())
                    .migrate(Migrations.of(Tables.class, "inbox", database.dialect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Tables derby(Path folder) {
        return new Tables(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 4));
    }

    static Tables postgresql(PostgresServer server) {
        return new Tables(Database.postgresql(server.url(), server.user(), Optional.empty(), 4));
    }

    /** As they are after the migration. */
    void begin() {
        closeEntities();
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM inbox_view");
                statement.executeUpdate("DELETE FROM inbox_version");
                statement.executeUpdate("UPDATE inbox_head SET version = 0");
                return null;
            }
        });
        factory = database.entities("inbox");
    }

    Entities entities() {
        return new Entities(database, factory);
    }

    private void closeEntities() {
        if (factory != null && factory.isOpen()) {
            factory.close();
        }
    }

    @Override
    public void close() {
        closeEntities();
        database.close();
    }
}
