// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work on the database. The connection is the pool's: not to be closed, committed or kept. A failure rolls back and is
 * thrown as {@link StoreException}. Provided by store; blocks the calling thread.
 */
@ProviderType
public interface Transactions {
    /**
     * What joins entities to work that is under way: {@code factory.createEntityManager(Map.of(CONNECTION, connection))}
     * gives a manager whose every statement runs on this connection and whose commit writes out and keeps nothing by
     * itself; the rollback of what it wrote ends the whole
     * transaction. Understood by the factories of persistence units that the store
     * offers; {@code org.huitong.kit.entity.Entities} does it for plugs.
     */
    String CONNECTION = "org.huitong.store.connection";

    /** Runs the work in one transaction; when this returns, it is durable. */
    <T> T write(Work<T> work);

    /** Runs work that changes nothing. */
    <T> T read(Work<T> work);

    /**
     * The same database over a few connections of its own, for the one thread that everybody waits for: however many
     * queries are under way, it never stands in line with them.
     */
    default Transactions reserved() {
        return this;
    }

    /**
     * Does something once a transaction is kept: for what is held in memory beside the tables. It runs on the thread of
     * the transaction, after its connection has been given back and before {@link #write} returns; where the work is
     * undone it never runs. It is to be short and to fail at nothing: what it throws reaches the caller, whose work is
     * kept all the same.
     *
     * @param transaction the connection of work that is under way
     */
    default void afterwards(Connection transaction, Runnable then) {
        throw new UnsupportedOperationException("nobody is told here when work is kept");
    }

    /** Which dialect of SQL is spoken, where it matters. */
    Dialect dialect();

    /** What is to be done on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** The databases that Huitong runs on. */
    enum Dialect {
        DERBY,
        POSTGRESQL
    }
}
