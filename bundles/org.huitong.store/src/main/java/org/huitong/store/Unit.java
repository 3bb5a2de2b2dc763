// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One persistence unit of one revision of a bundle. */
final class Unit implements ServiceFactory<EntityManagerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(Unit.class);
    private static final AtomicLong REVISIONS = new AtomicLong();
    private final Bundle owner;
    private final String name;
    private final DataSource source;
    private EntityManagerFactory factory;

    Unit(Bundle owner, String name, DataSource source) {
        this.owner = owner;
        this.name = name;
        this.source = source;
    }

    @Override
    public synchronized EntityManagerFactory getService(
            Bundle user, ServiceRegistration<EntityManagerFactory> registration) {
        if (factory == null) {
            try {
                factory = make(owner.adapt(BundleWiring.class).getClassLoader());
            } catch (RuntimeException e) {
                // The framework gives null to the asker and keeps the reason to itself.
                LOG.error("A persistence unit cannot be used, unit={} bundle={}", name, owner, e);
                throw e;
            }
        }
        return factory;
    }

    @Override
    public void ungetService(
            Bundle user, ServiceRegistration<EntityManagerFactory> registration, EntityManagerFactory service) {
        // Kept for the next who asks: making it costs far more than holding it.
    }

    private EntityManagerFactory make(ClassLoader loader) {
        // EclipseLink keeps sessions by name in a static map; a new revision must not find the old one's.
        String session = name + "-" + owner.getBundleId() + "-" + REVISIONS.incrementAndGet();
        EntityManagerFactory made = make(name, source, loader, session);
        if (made == null) {
            throw new IllegalStateException("EclipseLink finds no persistence unit " + name + " in " + owner);
        }
        return made;
    }

    /** @return null where there is no unit of this name */
    static EntityManagerFactory make(String name, DataSource source, ClassLoader loader, String session) {
        Map<String, Object> settings = Map.of(
                "eclipselink.classloader", loader,
                "eclipselink.session-name", session,
                "jakarta.persistence.nonJtaDataSource", source,
                "eclipselink.target-server", "None",
                // Tables are made by migrations alone.
                "jakarta.persistence.schema-generation.database.action", "none",
                "eclipselink.ddl-generation", "none",
                // Classes are woven when a bundle is built.
                "eclipselink.weaving", "static",
                // What plain JDBC changes beside it must be seen at once.
                "eclipselink.cache.shared.default", "false",
                "eclipselink.logging.level", "WARNING");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            EntityManagerFactory made = new PersistenceProvider().createEntityManagerFactory(name, settings);
            return made == null ? null : Joined.factory(made);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    synchronized void close() {
        if (factory != null && factory.isOpen()) {
            factory.close();
        }
        factory = null;
    }
}
