// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.edition;

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

/** The tables of the posts on a real database. */
final class Tables implements AutoCloseable {
    private final Database database;
    private final EntityManagerFactory factory;

    private Tables(Database database) {
        this.database = database;
        try {
            new Migrator(database, InstantSource.system())
                    .migrate(Migrations.of(Tables.class, "posts", database.dialect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        factory = database.entities("posts");
    }

    static Tables derby(Path folder) {
        return new Tables(Database.derby(folder.resolve("db"), folder.resolve("derby.log"), 8));
    }

    static Tables postgresql(PostgresServer server) {
        return new Tables(Database.postgresql(server.url(), server.user(), Optional.empty(), 8));
    }

    /** As they are after the migration. */
    void begin() {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM posts_post");
                statement.executeUpdate("DELETE FROM posts_version");
                statement.executeUpdate("UPDATE posts_head SET version = 0");
                return null;
            }
        });
    }

    Entities entities() {
        return new Entities(database, factory);
    }

    @Override
    public void close() {
        factory.close();
        database.close();
    }
}
