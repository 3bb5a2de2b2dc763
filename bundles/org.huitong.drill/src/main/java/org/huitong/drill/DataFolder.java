// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The data of a hub at rest. */
final class DataFolder {
    /** What belongs to a process, or says that this is a copy, and is no data. */
    private static final Set<String> BESIDE = Set.of("run", "store", DataFolder.RESTORED);

    /** While it is there, the outbox of a hub that is started here sends nothing. */
    static final String RESTORED = "restored";

    private final Path data;

    DataFolder(Path data) {
        this.data = data;
    }

    boolean isMarkedAsCopy() {
        return Files.exists(data.resolve(RESTORED));
    }

    /** Which key store the data belongs to. */
    Optional<String> identity() throws IOException {
        Path mark = data.resolve("vault.id");
        return Files.exists(mark) ? Optional.of(Files.readString(mark).strip()) : Optional.empty();
    }

    /**
     * The log where it lies in the folder.
     *
     * @param keys is told each key that something is sealed under
     */
    Optional<Inventory.Log> log(Set<String> keys) throws IOException, SQLException {
        Path store = data.resolve("store");
        if (!Files.isDirectory(store)) {
            return Optional.empty();
        }
        System.setProperty("derby.stream.error.file", "/dev/null");
        loadDriver();
        String url = "jdbc:derby:" + store.toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url)) {
            return Optional.of(new LogWalk(connection, keys).walk());
        } finally {
            try {
                DriverManager.getConnection(url + ";shutdown=true").close();
            } catch (SQLException ended) {
                // That is how Derby says that it has shut it.
            }
        }
    }

    /** Derby tells of its driver only where it comes as a jar of its own. */
    private static void loadDriver() throws IOException {
        try {
            Class.forName("org.apache.derby.jdbc.EmbeddedDriver");
        } catch (ClassNotFoundException e) {
            throw new IOException("Derby is not on the class path", e);
        }
    }

    Inventory.Files files() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(data)) {
            all = found.filter(Files::isRegularFile)
                    .filter(file ->
                            !BESIDE.contains(data.relativize(file).getName(0).toString()))
                    .sorted()
                    .toList();
        }
        Chain chain = new Chain();
        byte[] buffer = new byte[1 << 16];
        for (Path file : all) {
            chain.begin().with(data.relativize(file).toString()).with(Files.size(file));
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    chain.add(buffer, read);
                }
            }
            chain.end();
        }
        return new Inventory.Files(all.size(), chain.hash());
    }
}
