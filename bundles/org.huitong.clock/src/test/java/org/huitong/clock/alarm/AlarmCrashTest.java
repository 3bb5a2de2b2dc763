// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.huitong.api.clock.Alarm.After;
import org.huitong.api.store.Transactions;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that sets and rings alarms is killed three times at random moments, while its clock goes forwards and back,
 * and each alarm is set twice under one key: in the end each has rung once. {@code -Dhuitong.crash.seed} repeats a run's
 * moments.
 */
class AlarmCrashTest {
    private static final int KILLS = 3;
    private static final int ALARMS = 300;
    private static final long SEED = Long.getLong("huitong.crash.seed", System.nanoTime());
    private static final Instant NOON = Instant.parse("2026-03-11T04:00:00Z");
    private static final Duration[] LEAPS = {Duration.ofMinutes(200), Duration.ofMinutes(-150), Duration.ofDays(2)};

    @TempDir
    Path folder;

    @Test
    void eachRingsOnce() throws Exception {
        System.out.println("Alarms are killed with seed " + SEED);
        Random random = new Random(SEED);
        Instant now = NOON;
        set(now);
        try (Store store = new Store(folder.resolve("db"), true)) {
            for (String sql : migration()) {
                store.execute(sql);
            }
            store.execute("CREATE TABLE clock_note (what VARCHAR(100))");
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start();
            Eventually.until("it has begun", () -> Files.exists(folder.resolve("begun")));
            pass(Duration.ofMillis(random.nextInt(1_500)));
            now = now.plus(LEAPS[kill]);
            set(now);
            pass(Duration.ofMillis(random.nextInt(1_500)));
            process.destroyForcibly().onExit().join();
            Files.delete(folder.resolve("begun"));
        }
        Process last = start();
        Eventually.until("all have rung", () -> Files.exists(folder.resolve("done")));
        last.destroyForcibly().onExit().join();
        Map<String, Integer> rung = new TreeMap<>();
        try (Store store = new Store(folder.resolve("db"), false)) {
            store.read(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT what FROM clock_note")) {
                    while (row.next()) {
                        rung.merge(row.getString(1), 1, Integer::sum);
                    }
                }
                return null;
            });
        }
        assertThat(rung).hasSize(ALARMS);
        assertThat(rung.values()).containsOnly(1);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dderby.stream.error.file=/dev/null",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
    }

    private void set(Instant moment) throws IOException {
        Path part = Files.writeString(folder.resolve("now.part"), moment.toString());
        Files.move(part, folder.resolve("now"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> migration() throws IOException {
        try (var in = AlarmBook.class.getResourceAsStream("/db/clock/derby/V1__clock.sql")) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*--.*$", "");
            List<String> statements = new ArrayList<>(List.of(sql.split(";")));
            statements.removeIf(String::isBlank);
            return statements;
        }
    }

    /** Not waiting for anything: this is the random moment itself. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** What is killed: it sets all alarms, each twice, whatever it did in an earlier life, and rings what is due. */
    static final class Victim {
        public static void main(String[] words) throws IOException {
            Path folder = Path.of(words[0]);
            InstantSource clock = () -> now(folder);
            Store store = new Store(folder.resolve("db"), false);
            AlarmBook book = new AlarmBook(store);
            Bell bell = new Bell(
                    "test.crash",
                    (connection, ring) -> {
                        try (PreparedStatement insert =
                                connection.prepareStatement("INSERT INTO clock_note (what) VALUES (?)")) {
                            insert.setString(1, ring.key());
                            insert.executeUpdate();
                        }
                        return new After.Over();
                    },
                    book,
                    clock);
            Files.createFile(folder.resolve("begun"));
            for (int i = 0; i < 2 * ALARMS; i++) {
                int n = i % ALARMS;
                store.write(connection -> {
                    book.set(connection, "test.crash", "k" + n, NOON.plus(Duration.ofMinutes(n)));
                    return null;
                });
                if (i % 10 == 0) {
                    bell.ringAll();
                }
            }
            while (store.<Integer>read(connection -> {
                        try (Statement statement = connection.createStatement();
                                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM clock_note")) {
                            row.next();
                            return row.getInt(1);
                        }
                    })
                    < ALARMS) {
                bell.ringAll();
            }
            bell.ringAll();
            Files.createFile(folder.resolve("done"));
            LockSupport.park();
        }

        private static Instant now(Path folder) {
            try {
                return Instant.parse(Files.readString(folder.resolve("now")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An embedded database in a folder, which a killed process leaves as it is. */
    private record Store(Path place, boolean create) implements Transactions, AutoCloseable {
        @Override
        public <T> T write(Work<T> work) {
            try (Connection connection =
                    DriverManager.getConnection("jdbc:derby:" + place + (create ? ";create=true" : ""))) {
                connection.setAutoCommit(false);
                try {
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void execute(String sql) {
            write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(sql);
                }
            });
        }

        @Override
        public <T> T read(Work<T> work) {
            return write(work);
        }

        @Override
        public Dialect dialect() {
            return Dialect.DERBY;
        }

        @Override
        public void close() throws SQLException {
            try {
                DriverManager.getConnection("jdbc:derby:" + place + ";shutdown=true");
            } catch (SQLException ended) {
                if (!"08006".equals(ended.getSQLState())) {
                    throw ended;
                }
            }
        }
    }
}
