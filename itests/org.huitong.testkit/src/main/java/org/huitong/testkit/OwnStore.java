// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.api.store.Transactions;

/** A real database that a test has to itself, and that is gone when it is closed. */
public interface OwnStore extends Transactions, AutoCloseable {
    /**
     * Makes the tables of a schema by its migrations, {@code db/<schema>} and {@code db/<schema>/<dialect>} of the
     * module under test, in the order of their versions; statements end with a semicolon.
     */
    default OwnStore migrate(String schema) {
        Map<String, Path> files = new TreeMap<>(Comparator.comparingInt(OwnStore::version));
        String common = "db/" + schema;
        for (String folder : List.of(common, common + "/" + dialect().name().toLowerCase(Locale.ROOT))) {
            try (Stream<Path> found = list(folder)) {
                found.filter(file -> file.toString().endsWith(".sql"))
                        .forEach(file -> files.put(file.getFileName().toString(), file));
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("there is nothing in " + common);
        }
        files.values().forEach(this::run);
        return this;
    }

    private static int version(String name) {
        return Integer.parseInt(name.substring(1, name.indexOf('_')));
    }

    private static Stream<Path> list(String folder) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(folder);
        try {
            return url == null ? Stream.empty() : Files.list(Path.of(url.toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("migrations are read from a folder, which is not " + url, e);
        }
    }

    private void run(Path migration) {
        try {
            String sql = Files.readString(migration).replaceAll("(?m)^\\s*--.*$", "");
            write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String one : sql.split(";")) {
                        if (!one.isBlank()) {
                            statement.execute(one);
                        }
                    }
                }
                return null;
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void close();
}
