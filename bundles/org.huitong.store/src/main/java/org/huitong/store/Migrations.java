// SPDX-License-Identifier: Apache-2.0
package org.huitong.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.huitong.api.store.Transactions.Dialect;
import org.osgi.framework.Bundle;

/** The migrations of one schema in one dialect, read once: file name to SQL, in the order of their names. */
public final class Migrations {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");
    private final String schema;
    private final Map<String, String> files;

    private Migrations(String schema, Map<String, String> files) {
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException("A schema is named in lower-case letters and digits, not: " + schema);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("The schema " + schema + " has no migrations in db/" + schema);
        }
        this.schema = schema;
        this.files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    static Migrations of(String schema, Map<String, String> files) {
        return new Migrations(schema, files);
    }

    /** What a bundle carries, its fragments included. */
    static Migrations of(Bundle bundle, String schema, Dialect dialect) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String folder : folders(schema, dialect)) {
            var found = bundle.findEntries(folder, "*.sql", false);
            for (URL file : found == null ? List.<URL>of() : Collections.list(found)) {
                put(files, file.getPath().substring(file.getPath().lastIndexOf('/') + 1), read(file));
            }
        }
        return new Migrations(schema, files);
    }

    /** What lies beside a class, unpacked or in its jar: for tests, where there is no bundle. */
    public static Migrations of(Class<?> beside, String schema, Dialect dialect) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String folder : folders(schema, dialect)) {
            URL url = beside.getClassLoader().getResource(folder);
            if (url != null) {
                put(files, url);
            }
        }
        return new Migrations(schema, files);
    }

    private static void put(Map<String, String> files, URL folder) throws IOException {
        try {
            URI at = folder.toURI();
            if (!at.getScheme().equals("jar")) {
                put(files, Path.of(at));
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(at, Map.of())) {
                put(files, jar.provider().getPath(at));
            }
        } catch (URISyntaxException e) {
            throw new IOException("Not a folder: " + folder, e);
        }
    }

    private static void put(Map<String, String> files, Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(p -> p.toString().endsWith(".sql")).toList()) {
                put(files, file.getFileName().toString(), Files.readString(file));
            }
        }
    }

    private static List<String> folders(String schema, Dialect dialect) {
        String common = "db/" + schema;
        return List.of(common, common + "/" + dialect.name().toLowerCase(Locale.ROOT));
    }

    private static void put(Map<String, String> files, String name, String sql) {
        if (files.put(name, sql) != null) {
            throw new IllegalArgumentException("The migration " + name + " is there twice, in common and by dialect");
        }
    }

    private static String read(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public String schema() {
        return schema;
    }

    /** The same for the same files with the same content, and for nothing else. */
    String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, sql) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(sql.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** The files as Flyway asks for them. */
    ResourceProvider resources() {
        return new ResourceProvider() {
            @Override
            public LoadableResource getResource(String name) {
                String sql = files.get(name);
                return sql == null ? null : new Script(name, sql);
            }

            @Override
            public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
                List<LoadableResource> found = new ArrayList<>();
                files.forEach((name, sql) -> {
                    if (name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith)) {
                        found.add(new Script(name, sql));
                    }
                });
                return found;
            }
        };
    }

    private static final class Script extends LoadableResource {
        private final String name;
        private final String sql;

        Script(String name, String sql) {
            this.name = name;
            this.sql = sql;
        }

        @Override
        public Reader read() {
            return new StringReader(sql);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
