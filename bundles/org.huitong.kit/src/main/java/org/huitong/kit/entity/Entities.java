// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.entity;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.huitong.api.store.Transactions;

/**
 * A shelf's entities: in a transaction of their own, or in one that is under way, so that a task, its letter, its deed
 * and the reader's cursor are kept together or not at all. Safe for many threads; the manager is its work's alone.
 */
public final class Entities {
    private final Transactions transactions;
    private final EntityManagerFactory factory;

    /** @param factory of the bundle's persistence unit, as the store offers it */
    public Entities(Transactions transactions, EntityManagerFactory factory) {
        this.transactions = transactions;
        this.factory = factory;
    }

    /** Does the work in a transaction; when this returns, it is durable. */
    public <T> T write(Work<T> work) {
        return transactions.write(connection -> join(connection, work));
    }

    /** Does work that changes nothing. */
    public <T> T read(Work<T> work) {
        return transactions.read(connection -> join(connection, work));
    }

    /**
     * Does the work in the transaction that this connection is in. What it leaves in the entities has been written out
     * when this returns, and is durable when that transaction is; where it throws, the whole transaction must end.
     */
    public <T> T join(Connection transaction, Work<T> work) throws SQLException {
        try (EntityManager manager = factory.createEntityManager(Map.of(Transactions.CONNECTION, transaction))) {
            manager.getTransaction().begin();
            T result = work.on(manager, transaction);
            manager.getTransaction().commit();
            return result;
        }
    }

    /** Does something once that transaction is kept, see {@link Transactions#afterwards}. */
    public void afterwards(Connection transaction, Runnable then) {
        transactions.afterwards(transaction, then);
    }

    /** What is to be done with entities, and with plain SQL beside them. */
    @FunctionalInterface
    public interface Work<T> {
        T on(EntityManager entities, Connection connection) throws SQLException;
    }
}
