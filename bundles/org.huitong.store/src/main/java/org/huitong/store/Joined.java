// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.persistence.config.EntityManagerProperties;
import org.eclipse.persistence.config.ExclusiveConnectionMode;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.server.ConnectionPolicy;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.huitong.api.store.Transactions;

/**
 * Entities on a connection that somebody else holds: each call of a factory that names a {@link Transactions#CONNECTION}
 * gives a manager that reads and writes there, so that what it does and what plain SQL does beside it are one
 * transaction, and become durable with it.
 */
final class Joined {
    private Joined() {}

    /** The factory, understanding the connection at hand. Its own class loader sees all that its methods speak of. */
    static EntityManagerFactory factory(EntityManagerFactory made) {
        return (EntityManagerFactory) Proxy.newProxyInstance(
                made.getClass().getClassLoader(),
                new Class<?>[] {EntityManagerFactory.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("createEntityManager")
                            && arguments != null
                            && arguments.length == 1
                            && arguments[0] instanceof Map<?, ?> properties
                            && properties.get(Transactions.CONNECTION) instanceof Connection connection) {
                        return manager(made, properties, connection);
                    }
                    try {
                        return method.invoke(made, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static EntityManager manager(EntityManagerFactory made, Map<?, ?> properties, Connection connection) {
        ServerSession session = made.unwrap(ServerSession.class);
        DatabaseLogin login = (DatabaseLogin) session.getLogin().clone();
        login.setConnector(new AtHand(lent(connection)));
        ConnectionPolicy policy = new ConnectionPolicy(login);
        policy.setExclusiveMode(ConnectionPolicy.ExclusiveMode.Always);
        policy.setIsLazy(false);
        Map<Object, Object> settings = new HashMap<>(properties);
        settings.remove(Transactions.CONNECTION);
        settings.put(EntityManagerProperties.CONNECTION_POLICY, policy);
        settings.put(EntityManagerProperties.EXCLUSIVE_CONNECTION_MODE, ExclusiveConnectionMode.Always);
        return made.createEntityManager(settings);
    }

    /**
     * The connection without what is its owner's to decide. A rollback is carried out and shuts it: half of what was to
     * be one deed must not be kept because somebody caught an exception.
     */
    private static Connection lent(Connection owned) {
        return (Connection) Proxy.newProxyInstance(
                Joined.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit", "close", "setAutoCommit", "setTransactionIsolation", "setReadOnly" -> {
                            return null;
                        }
                        case "rollback" -> {
                            if (!owned.isClosed()) {
                                owned.rollback();
                                owned.close();
                            }
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(owned, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    /** Gives EclipseLink this one connection. */
    private static final class AtHand implements Connector {
        private static final long serialVersionUID = 1L;
        private final transient Connection connection;

        AtHand(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object clone() {
            return this;
        }

        @Override
        public Connection connect(Properties properties, Session session) {
            return connection;
        }

        @Override
        public String getConnectionDetails() {
            return "the connection at hand";
        }

        @Override
        public void toString(PrintWriter writer) {
            writer.write(getConnectionDetails());
        }
    }
}
