// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** The hub's log, and nothing else of the hub, in a database of its own: same engine, same settings, same indexes. */
final class Table implements AutoCloseable {
    private static final String SCHEMA = "/db/hub/derby/V1__journal.sql";
    private static final int PAGE = 8192;

    private final Path folder;
    private final EmbeddedDataSource source = new EmbeddedDataSource();

    private Table(Path folder) {
        this.folder = folder;
        source.setDatabaseName(folder.toString());
        source.setUser("huitong");
    }

    /** A new one, tuned as the store tunes the hub's. */
    static Table create(Path folder) throws SQLException {
        tune(folder);
        Table table = new Table(folder);
        table.source.setCreateDatabase("create");
        try (Connection connection = table.connect();
                Statement statement = connection.createStatement()) {
            for (String each : schema().replaceAll("--[^\n]*", "").split(";")) {
                if (each.contains("hub_journal")) {
                    statement.execute(each);
                }
            }
            connection.commit();
        }
        return table;
    }

    /** Every database of this process, as the store tunes the hub's. */
    static void tune(Path folder) {
        String big = Integer.toString(128 << 20);
        long pages = Math.max(1_000, Math.min(20_000, Runtime.getRuntime().maxMemory() / 5 / (2 * PAGE)));
        System.setProperty("derby.stream.error.file", folder + ".log");
        System.setProperty("derby.storage.logSwitchInterval", big);
        System.setProperty("derby.storage.checkpointInterval", big);
        System.setProperty("derby.storage.pageSize", Integer.toString(PAGE));
        System.setProperty("derby.storage.pageReservedSpace", "0");
        System.setProperty("derby.storage.pageCacheSize", Long.toString(pages));
    }

    /** One that is there already, a hub's that has ended. */
    static Table open(Path folder) {
        return new Table(folder);
    }

    Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    static PreparedStatement insert(Connection connection) throws SQLException {
        return connection.prepareStatement("INSERT INTO hub_journal (seq, id, revision, revision_at, kind, version,"
                + " first_seq, platform, tenant, account, room, sender, type, sent_at, received_at, order_key, priority,"
                + " recalled, delivery, body_key, body_wrapped, body) VALUES (?" + ", ?".repeat(21) + ")");
    }

    static void write(Connection connection, PreparedStatement insert, List<Row> rows) throws SQLException {
        for (Row row : rows) {
            row.bind(insert);
            insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
    }

    /** How many messages there are, and how long their bodies are on the average. */
    Content content() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*), COALESCE(AVG(CAST(LENGTH(body) AS BIGINT)), 0)"
                        + " FROM hub_journal WHERE kind = 1")) {
            row.next();
            Content content = new Content(row.getLong(1), row.getLong(2));
            connection.commit();
            return content;
        }
    }

    record Content(long messages, long bodyBytes) {}

    @Override
    public void close() {
        EmbeddedDataSource off = new EmbeddedDataSource();
        off.setDatabaseName(folder.toString());
        off.setShutdownDatabase("shutdown");
        try {
            off.getConnection().close();
        } catch (SQLException e) {
            if (!"08006".equals(e.getSQLState())) {
                throw new IllegalStateException("the database did not shut down", e);
            }
        }
    }

    private static String schema() {
        try (InputStream in = Table.class.getResourceAsStream(SCHEMA)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
