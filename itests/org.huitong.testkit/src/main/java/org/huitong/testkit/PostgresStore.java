// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.huitong.api.store.StoreException;

/** A schema of its own on a {@link PostgresServer}; the driver is the test's to bring. */
public final class PostgresStore implements OwnStore {
    private static final int VALID_SECONDS = 10;

    private final PostgresServer server;
    private final String name =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    private final UnderWay underWay = new UnderWay();
    /** The server makes a process for each connection, which takes longer than most of what is asked by it. */
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    public PostgresStore(PostgresServer server) {
        this.server = server;
        administer("CREATE SCHEMA " + name);
    }

    /** A connection without auto-commit, for tests that hold one themselves; to be closed by them. */
    public Connection connect() throws SQLException {
        // As the hub's own store has it: batches are rewritten to single statements.
        String url = server.url() + "?reWriteBatchedInserts=true&currentSchema=" + name;
        Connection connection = DriverManager.getConnection(url, server.user(), "");
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void afterwards(Connection transaction, Runnable then) {
        underWay.afterwards(transaction, then);
    }

    @Override
    public <T> T write(Work<T> work) {
        List<Runnable> then = new ArrayList<>();
        T result = write(work, then);
        then.forEach(Runnable::run);
        return result;
    }

    private <T> T write(Work<T> work, List<Runnable> then) {
        try {
            Connection connection = take();
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                then.addAll(underWay.over(connection));
                idle.push(connection);
                return result;
            } finally {
                if (!done) {
                    underWay.over(connection);
                    // Closed, it is rolled back; what state the work left it in is nobody's question.
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("the work failed", e);
        }
    }

    /** One that lies idle, unless the server broke it off, else a new one. */
    private Connection take() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (connection.isValid(VALID_SECONDS)) {
                return connection;
            }
            connection.close();
        }
        return connect();
    }

    @Override
    public <T> T read(Work<T> work) {
        return write(work);
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public void close() {
        try {
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new StoreException("a connection does not end", e);
        }
        administer("DROP SCHEMA " + name + " CASCADE");
    }

    private void administer(String sql) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException("the server refused: " + sql, e);
        }
    }
}
