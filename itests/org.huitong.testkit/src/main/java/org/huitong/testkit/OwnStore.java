// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.huitong.api.store.Transactions;

/** A real database that a test has to itself, and that is gone when it is closed. */
public interface OwnStore extends Transactions, AutoCloseable {
    /**
     * Makes the tables of a schema by its migrations, {@code db/<schema>} and {@code db/<schema>/<dialect>} of the
     * module under test or of one that it stands on, in the order of their versions; statements end with a semicolon.
     */
    default OwnStore migrate(String schema) {
        Map<String, String> scripts = new TreeMap<>(Comparator.comparingInt(OwnStore::version));
        String common = "db/" + schema;
        scripts.putAll(scripts(common));
        scripts.putAll(scripts(common + "/" + dialect().name().toLowerCase(Locale.ROOT)));
        if (scripts.isEmpty()) {
            throw new IllegalArgumentException("there is nothing in " + common);
        }
        scripts.values().forEach(this::run);
        return this;
    }

    private static int version(String name) {
        return Integer.parseInt(name.substring(1, name.indexOf('_')));
    }

    /** By their file names; of the module under test from its folder, of another one from its jar. */
    private static Map<String, String> scripts(String folder) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(folder);
        if (url == null) {
            return Map.of();
        }
        try {
            if (!url.getProtocol().equals("jar")) {
                return scripts(Path.of(url.toURI()));
            }
            String jar = url.getPath().substring(0, url.getPath().indexOf("!/"));
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
                return scripts(inside.getPath(folder));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("migrations cannot be read from " + url, e);
        }
    }

    private static Map<String, String> scripts(Path folder) throws IOException {
        Map<String, String> scripts = new HashMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.sql")) {
            for (Path file : found) {
                scripts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return scripts;
    }

    private void run(String migration) {
        String sql = migration.replaceAll("(?m)^\\s*--.*$", "");
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
    }

    @Override
    void close();
}
