// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.huitong.api.store.StoreException;
import org.junit.jupiter.api.Test;

/** What every database behind the store does. */
interface StoreContract {
    String TABLE = "CREATE TABLE probe_thing (id INT NOT NULL PRIMARY KEY)";

    /** An empty one. */
    Database open();

    @Test
    default void failureLeavesNothingBehind() {
        try (Database database = open()) {
            execute(database, TABLE);
            assertThatThrownBy(() -> execute(
                            database,
                            "INSERT INTO probe_thing VALUES (1)",
                            "INSERT INTO probe_thing VALUES (2)",
                            "INSERT INTO probe_thing VALUES (2)"))
                    .isInstanceOf(StoreException.class)
                    .hasCauseInstanceOf(SQLException.class);
            assertThatThrownBy(() -> database.write(c -> {
                        c.createStatement().execute("INSERT INTO probe_thing VALUES (3)");
                        throw new IllegalArgumentException("mine");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            database.read(c -> c.createStatement().executeUpdate("INSERT INTO probe_thing VALUES (4)"));
            assertThat(number(database, "SELECT COUNT(*) FROM probe_thing")).isZero();
        }
    }

    @Test
    default void whatWaitsForWorkIsDoneOnceItIsKeptAndNeverWhereItIsUndone() {
        List<String> heard = new ArrayList<>();
        try (Database database = open()) {
            execute(database, TABLE);
            database.write(c -> {
                database.afterwards(c, () -> heard.add("kept " + number(database, "SELECT COUNT(*) FROM probe_thing")));
                c.createStatement().execute("INSERT INTO probe_thing VALUES (1)");
                assertThat(heard).isEmpty();
                return null;
            });
            assertThatThrownBy(() -> database.write(c -> {
                        database.afterwards(c, () -> heard.add("undone"));
                        throw new IllegalArgumentException("mine");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            execute(database, "INSERT INTO probe_thing VALUES (2)");
            assertThat(heard).containsExactly("kept 1");
        }
    }

    @Test
    default void connectionsComeBack() throws InterruptedException {
        try (Database database = open()) {
            execute(database, TABLE);
            ExecutorService many = Executors.newFixedThreadPool(16);
            for (Callable<Void> write : IntStream.range(0, 200)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        execute(database, "INSERT INTO probe_thing VALUES (" + i % 150 + ")");
                        return null;
                    })
                    .toList()) {
                many.submit(write);
            }
            many.shutdown();
            assertThat(many.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(number(database, "SELECT COUNT(*) FROM probe_thing")).isEqualTo(150);
            assertThat(database.active()).isZero();
        }
    }

    @Test
    default void migrationsRunOnceAndOlderBundlesRunOnNewerTables() {
        Migrations first = Migrations.of("probe", Map.of("V1__first.sql", TABLE));
        Migrations second = Migrations.of(
                "probe",
                Map.of(
                        "V1__first.sql", TABLE,
                        "V2__more.sql", "ALTER TABLE probe_thing ADD COLUMN more INT",
                        "V2.1__data.sql",
                                "INSERT INTO probe_thing VALUES (1, 2); INSERT INTO probe_thing VALUES (2, 3)"));
        try (Database database = open()) {
            assertThat(new Migrator(database, InstantSource.system()).migrate(first))
                    .isEqualTo("1");
            assertThat(new Migrator(database, InstantSource.system()).migrate(second))
                    .isEqualTo("2.1");
            assertThat(new Migrator(database, InstantSource.system()).migrate(second))
                    .isEqualTo("2.1");
            assertThat(new Migrator(database, InstantSource.system()).migrate(first))
                    .isEqualTo("2.1");
            assertThat(new Migrator(database, InstantSource.system()).migrate(second))
                    .isEqualTo("2.1");
            assertThat(number(database, "SELECT COUNT(*) FROM probe_thing")).isEqualTo(2);
        }
    }

    @Test
    default void changedHistoryIsRefused() {
        Migrations first = Migrations.of("probe", Map.of("V1__first.sql", TABLE));
        Migrations forged = Migrations.of("probe", Map.of("V1__first.sql", TABLE + " -- not what ran"));
        try (Database database = open()) {
            Migrator migrator = new Migrator(database, InstantSource.system());
            migrator.migrate(first);
            assertThatThrownBy(() -> migrator.migrate(forged)).hasMessageContaining("checksum");
            assertThat(migrator.migrate(first)).isEqualTo("1");
        }
    }

    @Test
    default void migrationThatFailsIsTriedAgainWhenMended() {
        try (Database database = open()) {
            Migrator migrator = new Migrator(database, InstantSource.system());
            assertThatThrownBy(
                            () -> migrator.migrate(Migrations.of("probe", Map.of("V1__first.sql", "CREATE NONSENSE"))))
                    .isNotNull();
            assertThat(migrator.migrate(Migrations.of("probe", Map.of("V1__first.sql", TABLE))))
                    .isEqualTo("1");
        }
    }

    static void execute(Database database, String... statements) {
        database.write(c -> {
            try (var statement = c.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    static int number(Database database, String query) {
        return database.read(c -> {
            try (var rows = c.createStatement().executeQuery(query)) {
                return rows.next() ? rows.getInt(1) : -1;
            }
        });
    }
}
