// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.huitong.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded database. Derby takes its settings from system properties when its engine boots, so they are set here,
 * before its first class is loaded, and nowhere else.
 */
final class Derby {
    /** There while it is open, and after a crash. */
    private static final String LOCK = "db.lck";

    private static final Logger LOG = LoggerFactory.getLogger(Derby.class);
    /** Five usual lines of the log lie on one, where half as large a page would hold two. */
    private static final int PAGE = 8192;
    /** With the objects that Derby keeps for each record of a page, counted in a heap full of them. */
    private static final int PAGE_IN_MEMORY = 2 * PAGE;

    private static final String SHUT_DATABASE = "08006";
    private static final String SHUT_ENGINE = "XJ015";
    private final Path folder;
    private final EmbeddedDataSource source;

    private Derby(Path folder, EmbeddedDataSource source) {
        this.folder = folder;
        this.source = source;
    }

    static Derby open(Path folder, Path log) {
        Path place = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(place.getParent());
            Files.createDirectories(log.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the database can be made at " + place, e);
        }
        settings(log).forEach(System::setProperty);
        // Its one known value trades durability for speed; an acknowledged message must survive.
        System.clearProperty("derby.system.durability");
        if (!Files.exists(place)) {
            create(place);
        } else if (Files.exists(place.resolve(LOCK))) {
            recover(place);
        }
        return new Derby(place, source(place));
    }

    /**
     * Opens what was not closed, and closes it. Making up for a crash leaves pages in the cache of which the table knows
     * nothing any more; where the next row would need a new page of that number, Derby refuses it (XBCA0), again and
     * again until it is closed (seen after a kill).
     */
    private static void recover(Path place) {
        try {
            openAndClose(place, source(place));
        } catch (SQLException e) {
            throw new StoreException("The embedded database cannot be opened at " + place, e);
        }
    }

    private static void openAndClose(Path place, EmbeddedDataSource source) throws SQLException {
        source.getConnection().close();
        new Derby(place, source).close();
    }

    /**
     * Made aside and renamed when it is whole: a database that a crash or a full disk left half made would never open
     * again.
     */
    private static void create(Path place) {
        Path aside = place.resolveSibling(place.getFileName() + ".new");
        EmbeddedDataSource source = source(aside);
        source.setCreateDatabase("create");
        try {
            delete(aside);
            openAndClose(aside, source);
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw new StoreException(
                    "The embedded database cannot be made at " + place
                            + "; it begins with a log of 128 MB, so look for space on that disk",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database cannot be made at " + place, e);
        }
    }

    private static EmbeddedDataSource source(Path place) {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(place.toString());
        source.setUser("huitong");
        return source;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static Map<String, String> settings(Path log) {
        String big = Integer.toString(128 * 1024 * 1024);
        return Map.of(
                "derby.stream.error.file",
                log.toAbsolutePath().toString(),
                "derby.infolog.append",
                "true",
                "derby.storage.logSwitchInterval",
                big,
                "derby.storage.checkpointInterval",
                big,
                // Said for every table: left alone, Derby takes 32 KB pages for a table with a long column.
                "derby.storage.pageSize",
                Integer.toString(PAGE),
                "derby.storage.pageReservedSpace",
                "0",
                "derby.storage.pageCacheSize",
                Long.toString(pages(Runtime.getRuntime().maxMemory())),
                "derby.language.statementCacheSize",
                "500",
                // Numbers of rows are fetched in lots, and of two who need the next lot at the same moment one is
                // refused
                // (40XL1). What is left of a lot is lost when the process is killed.
                "derby.language.sequence.preallocator",
                "100000");
    }

    /** A fifth of the heap, and never more than measurements found useful. */
    static long pages(long heap) {
        return Math.max(1_000, Math.min(20_000, heap / 5 / PAGE_IN_MEMORY));
    }

    EmbeddedDataSource source() {
        return source;
    }

    void close() {
        EmbeddedDataSource off = new EmbeddedDataSource();
        off.setDatabaseName(folder.toString());
        off.setShutdownDatabase("shutdown");
        shut(off, SHUT_DATABASE);
    }

    /** Stops the engine with its threads, once no database of it is open. */
    static void stopEngine() {
        EmbeddedDataSource off = new EmbeddedDataSource();
        off.setDatabaseName("");
        off.setShutdownDatabase("shutdown");
        shut(off, SHUT_ENGINE);
    }

    private static void shut(EmbeddedDataSource off, String expected) {
        try {
            off.getConnection().close();
        } catch (SQLException e) {
            // Derby reports a shutdown that went well as an exception, too.
            if (!expected.equals(e.getSQLState())) {
                LOG.warn("The embedded database did not shut down cleanly; it will recover at its next start", e);
            }
        }
    }
}
