// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of a schema to the state that its bundle needs. Flyway is asked only where the files are other
 * than those of the last run: the hash of those stands in {@code store_schema}, written after they have run. A crash in
 * between leaves the old hash, and Flyway finds at the next start what it has done already.
 */
public final class Migrator {
    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private final Database database;
    private final InstantSource clock;
    private boolean bookReady;

    public Migrator(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The version of the newest migration that has run. One schema after the other: they may not share a thread. */
    public synchronized String migrate(Migrations migrations) {
        prepareBook();
        String hash = migrations.hash();
        Optional<String> known = version(migrations.schema(), hash);
        if (known.isPresent()) {
            return known.get();
        }
        String version = run(migrations);
        note(migrations.schema(), hash, version);
        LOG.info("The tables are up to date, schema={} version={}", migrations.schema(), version);
        return version;
    }

    private String run(Migrations migrations) {
        Flyway flyway = Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(database.source())
                .table(migrations.schema() + "_flyway")
                .resourceProvider(migrations.resources())
                .javaMigrationClassProvider(java.util.List::of)
                .loggers("slf4j")
                .placeholderReplacement(false)
                // All schemas share one place with each a history of its own: it is not empty when the second comes.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // Version n-1 of a bundle runs on schema n: what it does not know yet is no mistake.
                .ignoreMigrationPatterns("*:future", "*:missing")
                .load();
        flyway.migrate();
        MigrationInfo current = flyway.info().current();
        return current == null || current.getVersion() == null
                ? "0"
                : current.getVersion().getVersion();
    }

    private void prepareBook() {
        if (bookReady) {
            return;
        }
        database.write(connection -> {
            if (!exists(connection, "store_schema")) {
                try (var statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE store_schema (name VARCHAR(32) NOT NULL PRIMARY KEY,"
                            + " hash VARCHAR(64) NOT NULL, version VARCHAR(50) NOT NULL, run_at TIMESTAMP NOT NULL)");
                }
            }
            return null;
        });
        bookReady = true;
    }

    private boolean exists(Connection connection, String table) throws SQLException {
        String name = database.dialect() == org.huitong.api.store.Transactions.Dialect.DERBY
                ? table.toUpperCase(java.util.Locale.ROOT)
                : table;
        try (ResultSet found = connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
            return found.next();
        }
    }

    private Optional<String> version(String schema, String hash) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT version FROM store_schema WHERE name = ? AND hash = ?")) {
                select.setString(1, schema);
                select.setString(2, hash);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    private void note(String schema, String hash, String version) {
        database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE store_schema SET hash = ?, version = ?, run_at = ? WHERE name = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO store_schema (hash, version, run_at, name) VALUES (?, ?, ?, ?)")) {
                if (bind(update, schema, hash, version).executeUpdate() == 0) {
                    bind(insert, schema, hash, version).executeUpdate();
                }
            }
            return null;
        });
    }

    private PreparedStatement bind(PreparedStatement statement, String schema, String hash, String version)
            throws SQLException {
        statement.setString(1, hash);
        statement.setString(2, version);
        statement.setTimestamp(3, Timestamp.from(clock.instant()));
        statement.setString(4, schema);
        return statement;
    }
}
