// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.huitong.api.store.Schema;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the bundles that bring tables and says of each when its tables are there. Once the database is open the start
 * of the bundle waits for them, so that a bundle that has started has its tables, or a line in the log that says
 * why not.
 */
final class SchemaFollower extends BundleTracker<Optional<ServiceRegistration<Schema>>> {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaFollower.class);
    private static final String HEADER = "Huitong-Schema";
    private final Database database;
    private final Migrator migrator;

    SchemaFollower(BundleContext context, Database database) {
        super(context, Bundle.STARTING | Bundle.ACTIVE, null);
        this.database = database;
        this.migrator = new Migrator(database);
    }

    @Override
    public Optional<ServiceRegistration<Schema>> addingBundle(Bundle bundle, BundleEvent event) {
        String name = bundle.getHeaders("").get(HEADER);
        if (name == null) {
            return null;
        }
        try {
            Migrations migrations = Migrations.of(bundle, name.trim(), database.dialect());
            Ready ready = new Ready(migrations.schema(), migrate(migrations));
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("schema", ready.name());
            properties.put("version", ready.version());
            return Optional.of(context.registerService(Schema.class, ready, properties));
        } catch (Exception e) {
            // Whatever a bundle brings along may be wrong; the others must not notice.
            LOG.error(
                    "The tables of a bundle could not be made, so what needs them stays off, bundle={} reason={}",
                    bundle,
                    Reason.of(e));
            LOG.debug("The same in detail", e);
            // Not null: the tracker would ask again at the bundle's next state.
            return Optional.empty();
        }
    }

    /**
     * Waits for a thread that nobody interrupts. Who starts a bundle may be interrupted when that takes long, and Derby
     * shuts a database in the middle of whose work it happens.
     */
    private String migrate(Migrations migrations) throws ExecutionException {
        FutureTask<String> task = new FutureTask<>(() -> migrator.migrate(migrations));
        new Thread(task, "huitong-migration-" + migrations.schema()).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Optional<ServiceRegistration<Schema>> registration) {
        registration.ifPresent(ServiceRegistration::unregister);
    }

    private record Ready(String name, String version) implements Schema {}
}
