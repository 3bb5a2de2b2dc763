// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Check;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.vault.Secrets;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database and offers it as services while it is open.
 *
 * <p>The services are registered by hand because they come later than this component: a hub starts everything else
 * meanwhile, and one that is started together with its database server waits for it instead of giving up.
 */
@Component(configurationPid = "org.huitong.store", service = Check.class, immediate = true)
@Designate(ocd = StoreConfig.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.huitong.api.store.Transactions\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"javax.sql.DataSource\"")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"org.huitong.api.store.Schema\"")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"jakarta.persistence.EntityManagerFactory\"")
public final class StoreKeeper implements Check {
    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeper.class);
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long LONGEST_OPENING_MS = 30_000;
    private static final Object ENGINE = new Object();

    private final BundleContext context;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Optional<Thread> opener;
    private volatile Result state = Result.down("The database is being opened.");
    private Open open;

    @Activate
    public StoreKeeper(
            BundleContext context,
            StoreConfig config,
            Map<String, Object> properties,
            @Reference Secrets secrets,
            @Reference Clock clock) {
        this.context = context;
        this.clock = clock;
        if (isAwaited(properties)) {
            state = Result.down("conf/org.huitong.store.cfg is there and has not been read yet.");
            opener = Optional.empty();
        } else if (config.url().isEmpty()) {
            opener = openAside(() ->
                    Database.derby(dataFolder().resolve("store"), logFolder().resolve("derby.log"), config.poolSize()));
        } else {
            Optional<String> password = Optional.of(config.password())
                    .filter(text -> !text.isEmpty())
                    .map(secrets::open);
            opener = openAside(() -> Database.postgresql(config.url(), config.user(), password, config.poolSize()));
        }
    }

    /** Never interrupted: Derby shuts a database in the middle of whose work that happens. */
    private Optional<Thread> openAside(Supplier<Database> opening) {
        Thread thread = new Thread(() -> open(opening), "huitong-store-opener");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(thread);
    }

    /**
     * A hub that is to use PostgreSQL must not start on an empty embedded database only because its configuration is
     * read a moment later.
     */
    private boolean isAwaited(Map<String, Object> properties) {
        String home = context.getProperty("huitong.home");
        return home != null
                && !properties.containsKey("service.pid")
                && Files.exists(Path.of(home, "conf", "org.huitong.store.cfg"));
    }

    private void open(Supplier<Database> opening) {
        long pause = 250;
        boolean over = false;
        while (!over) {
            try {
                offer(database(opening));
                return;
            } catch (RuntimeException | LinkageError e) {
                note(e, pause);
            }
            try {
                over = closed.await(pause, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    /** One at a time: shutting Derby's engine ends whatever else it has open. */
    private Database database(Supplier<Database> opening) {
        synchronized (ENGINE) {
            return opening.get();
        }
    }

    private void note(Throwable failure, long pause) {
        String reason = failure instanceof StoreException
                ? failure.getMessage() + " (" + Reason.of(failure) + ")"
                : Reason.of(failure);
        // Some people write a password into the address, and drivers quote addresses.
        String safe = reason.replaceAll("(jdbc:[^\\s?;]*)[?;]\\S*", "$1");
        state = Result.down("The database does not open: " + safe);
        LOG.warn("The database does not open and is tried again within {} ms: {}", pause, safe);
    }

    private synchronized void offer(Database database) {
        if (closed.getCount() == 0) {
            shut(database);
            return;
        }
        open = new Open(context, database, clock);
        // Said when everybody who waited for it has it: a hub that calls itself well has all its pages.
        state = Result.up(database.dialect() == Transactions.Dialect.DERBY ? "Derby" : "PostgreSQL");
        LOG.info("The database is open, dialect={}", database.dialect());
    }

    private Path dataFolder() {
        String data = context.getProperty("huitong.data");
        return Path.of(data == null ? "data" : data);
    }

    private Path logFolder() {
        String logs = context.getProperty("huitong.logs");
        String home = context.getProperty("huitong.home");
        if (logs != null) {
            return Path.of(logs);
        }
        return home == null ? dataFolder().resolveSibling("logs") : Path.of(home, "logs");
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public Result result() {
        return state;
    }

    @Deactivate
    void close() {
        closed.countDown();
        // Who comes next, after a change of the configuration, must not meet the same database half open.
        opener.ifPresent(StoreKeeper::awaitEnd);
        synchronized (this) {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    private static void awaitEnd(Thread opener) {
        try {
            opener.join(LONGEST_OPENING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void shut(Database database) {
        synchronized (ENGINE) {
            database.close();
            if (database.dialect() == Transactions.Dialect.DERBY) {
                Derby.stopEngine();
            }
        }
    }

    /** What hangs on one open database; closed in the opposite order. */
    private static final class Open {
        private final Database database;
        private final SchemaFollower schemas;
        private final UnitFollower units;
        private final ServiceRegistration<Transactions> transactions;
        private final ServiceRegistration<DataSource> source;

        Open(BundleContext context, Database database, InstantSource clock) {
            this.database = database;
            transactions = context.registerService(Transactions.class, database, new Hashtable<>());
            source = context.registerService(DataSource.class, database.source(), new Hashtable<>());
            schemas = new SchemaFollower(context, database, clock);
            units = new UnitFollower(context, database.source());
            try {
                schemas.open();
                units.open();
            } catch (RuntimeException | LinkageError e) {
                close();
                throw e;
            }
        }

        void close() {
            units.close();
            schemas.close();
            source.unregister();
            transactions.unregister();
            shut(database);
        }
    }
}
