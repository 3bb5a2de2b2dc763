// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.time.InstantSource;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.huitong.api.operation.Objection;
import org.huitong.api.store.Schema;
import org.huitong.api.text.LocalText;
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
    private final Map<Long, LocalText> failures = new ConcurrentHashMap<>();
    private ServiceRegistration<Objection> objection;

    SchemaFollower(BundleContext context, Database database, InstantSource clock) {
        super(context, Bundle.STARTING | Bundle.ACTIVE, null);
        this.database = database;
        this.migrator = new Migrator(database, clock);
    }

    /** Who asks for objections has heard of this one before the first bundle can fail. */
    @Override
    public void open() {
        Objection failed =
                bundle -> Optional.ofNullable(failures.get(bundle)).map(words -> new Objection.Said(true, words));
        objection = context.registerService(Objection.class, failed, new Hashtable<>());
        super.open();
    }

    @Override
    public void close() {
        super.close();
        if (objection != null) {
            objection.unregister();
            objection = null;
        }
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
            failures.put(
                    bundle.getBundleId(),
                    LocalText.of(
                            "它的数据库表未能建立或升级，需要这些表的部分没有运行：" + Reason.of(e),
                            "its tables could not be made or brought up to date, and what needs them is off: "
                                    + Reason.of(e)));
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
        failures.remove(bundle.getBundleId());
        registration.ifPresent(ServiceRegistration::unregister);
    }

    private record Ready(String name, String version) implements Schema {}
}
