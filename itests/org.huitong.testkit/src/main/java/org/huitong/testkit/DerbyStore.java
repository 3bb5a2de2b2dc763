// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.huitong.api.store.Schema;
import org.huitong.api.store.StoreException;

/** A real Derby, for tests that need tables and no framework. Each has a database of its own, in memory or in a folder. */
public final class DerbyStore implements OwnStore {
    private final String url;
    private final String close;
    private final UnderWay underWay = new UnderWay();

    public DerbyStore() {
        this("jdbc:derby:memory:" + UUID.randomUUID(), ";drop=true");
    }

    /** One that stays in the folder when it is closed, or the process killed; made where it is not there yet. */
    public static DerbyStore at(Path folder) {
        return new DerbyStore("jdbc:derby:" + folder, ";shutdown=true");
    }

    private DerbyStore(String url, String close) {
        this.url = url;
        this.close = close;
        System.setProperty("derby.stream.error.field", DerbyStore.class.getName() + ".NOWHERE");
        try {
            DriverManager.getConnection(url + ";create=true").close();
        } catch (SQLException e) {
            throw new StoreException("no Derby", e);
        }
    }

    /** Where Derby's own log goes in tests: a file in the working folder is of no use to anybody. */
    public static final java.io.OutputStream NOWHERE = java.io.OutputStream.nullOutputStream();

    @Override
    public DerbyStore migrate(String schema) {
        OwnStore.super.migrate(schema);
        return this;
    }

    /** The service that a component takes as a sign that its tables are there. */
    public static Schema schema(String name) {
        return new Schema() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String version() {
                return "1";
            }
        };
    }

    /** A connection without auto-commit, for tests that hold one themselves; to be closed by them. */
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
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
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            try {
                T result = work.on(connection);
                connection.commit();
                then.addAll(underWay.over(connection));
                return result;
            } catch (SQLException | RuntimeException e) {
                underWay.over(connection);
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("the work failed", e);
        }
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
    public void close() {
        try {
            DriverManager.getConnection(url + close).close();
        } catch (SQLException dropped) {
            // Derby tells of its end by an exception of this state; anything else is one.
            if (!"08006".equals(dropped.getSQLState())) {
                throw new StoreException("the database could not be closed", dropped);
            }
        }
    }
}
