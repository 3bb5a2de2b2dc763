// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One open database: a pool of connections and the transactions on it. Public for the tests of other bundles, which
 * open a real one in a temporary folder; in the hub it is met as the services only.
 */
public final class Database implements Transactions, AutoCloseable {
    private static final int RESERVED = 2;

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final HikariDataSource reserve;
    private final Runnable closing;
    private final Map<Connection, List<Runnable>> underWay = new ConcurrentHashMap<>();

    private Database(Dialect dialect, DataSource source, int poolSize, Runnable closing) {
        this.dialect = dialect;
        this.pool = pool(source, "huitong", poolSize);
        this.reserve = pool(source, "huitong-reserve", RESERVED);
        this.closing = closing;
    }

    /**
     * The embedded database in this folder, which is created where it is missing.
     *
     * @param log where Derby writes what goes wrong with it
     */
    public static Database derby(Path folder, Path log, int poolSize) {
        Derby derby = Derby.open(folder, log);
        return new Database(Dialect.DERBY, derby.source(), poolSize, derby::close);
    }

    /** A PostgreSQL database; fails where it does not answer. */
    public static Database postgresql(String url, String user, Optional<String> password, int poolSize) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        if (!user.isEmpty()) {
            source.setUser(user);
        }
        password.ifPresent(source::setPassword);
        source.setApplicationName("huitong");
        source.setReWriteBatchedInserts(true);
        source.setTcpKeepAlive(true);
        source.setLoginTimeout(5);
        source.setConnectTimeout(5);
        // A server that vanishes without a word must not keep the log's writer for hours.
        source.setSocketTimeout(60);
        // A commit that has returned must be on disk, whatever the server's or the role's default says.
        source.setOptions("-c synchronous_commit=on");
        return new Database(Dialect.POSTGRESQL, source, poolSize, () -> {});
    }

    private static HikariDataSource pool(DataSource source, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setAutoCommit(false);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(1);
        return new HikariDataSource(config);
    }

    public DataSource source() {
        return pool;
    }

    /**
     * The entities of a persistence unit of the module under test, for the tests of other bundles; in the hub it is met
     * as a service.
     */
    public EntityManagerFactory entities(String unit) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Unit.make(unit, pool, loader, unit + "-" + UUID.randomUUID());
    }

    @Override
    public Transactions reserved() {
        return new Transactions() {
            @Override
            public <T> T write(Work<T> work) {
                return run(reserve, work, true);
            }

            @Override
            public <T> T read(Work<T> work) {
                return run(reserve, work, false);
            }

            @Override
            public void afterwards(Connection transaction, Runnable then) {
                Database.this.afterwards(transaction, then);
            }

            @Override
            public Dialect dialect() {
                return dialect;
            }
        };
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(pool, work, true);
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(pool, work, false);
    }

    @Override
    public void afterwards(Connection transaction, Runnable then) {
        underWay.computeIfAbsent(transaction, begun -> new ArrayList<>()).add(then);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    private <T> T run(HikariDataSource pool, Work<T> work, boolean keep) {
        List<Runnable> then = new ArrayList<>();
        T result = run(pool, work, keep, then);
        // Without the connection: whoever now wants one of their own must not wait while holding another.
        then.forEach(Runnable::run);
        return result;
    }

    private <T> T run(HikariDataSource pool, Work<T> work, boolean keep, List<Runnable> then) {
        try (Connection connection = alive(pool)) {
            boolean kept = false;
            try {
                T result = work.on(connection);
                if (keep) {
                    connection.commit();
                    kept = true;
                    then.addAll(underWay.getOrDefault(connection, List.of()));
                }
                return result;
            } finally {
                underWay.remove(connection);
                // Also ends a read: an open transaction would hold its locks, and PostgreSQL its snapshot.
                if (!kept && !connection.isClosed()) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("The database refused: " + e.getMessage(), e);
        }
    }

    /**
     * A full disk takes the embedded database down and all connections with it. The pool does not look at those that
     * were used within the last half second, and would lend them once more.
     */
    private static Connection alive(HikariDataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        while (connection.unwrap(Connection.class).isClosed()) {
            pool.evictConnection(connection);
            connection = pool.getConnection();
        }
        return connection;
    }

    /** Connections that are in use, and the most there may be. */
    int active() {
        return pool.isRunning() ? pool.getHikariPoolMXBean().getActiveConnections() : 0;
    }

    int waiting() {
        return pool.isRunning() ? pool.getHikariPoolMXBean().getThreadsAwaitingConnection() : 0;
    }

    @Override
    public void close() {
        reserve.close();
        pool.close();
        closing.run();
    }
}
