// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A database of PostgreSQL, by its address in JDBC: copied out and back in by PostgreSQL's own tools, looked at by ours. Its
 * password is where those tools look for it: in {@code PGPASSWORD} or {@code ~/.pgpass}.
 */
final class Postgres {
    private static final String JDBC = "jdbc:postgresql://";
    /** What means the same to the driver and to the tools; the rest concerns the driver alone. */
    private static final Set<String> SHARED =
            Set.of("user", "sslmode", "sslrootcert", "sslcert", "sslkey", "application_name");

    private static final String OURS = " NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_%'";
    private static final String HOLDS =
            "SELECT (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE nspname" + OURS
                    + ") + (SELECT COUNT(*) FROM pg_namespace WHERE nspname <> 'public' AND nspname" + OURS
                    + ")";
    private static final String CLEAR = "DO $$ DECLARE it RECORD; BEGIN"
            + " FOR it IN SELECT nspname FROM pg_namespace WHERE nspname <> 'public' AND nspname" + OURS
            + " LOOP EXECUTE format('DROP SCHEMA %I CASCADE', it.nspname); END LOOP;"
            + " FOR it IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            + " LOOP EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', it.relname); END LOOP;"
            + " FOR it IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"
            + " LOOP EXECUTE format('DROP SEQUENCE IF EXISTS public.%I CASCADE', it.relname); END LOOP; END $$";

    private final String url;
    private final Map<String, String> words;

    private Postgres(String url, Map<String, String> words) {
        this.url = url;
        this.words = words;
    }

    /** @param user empty where the address says it */
    static Postgres at(String url, String user) throws IOException {
        if (!url.startsWith(JDBC) || url.indexOf('/', JDBC.length()) < 0) {
            throw new IOException("not the address of a PostgreSQL database, such as " + JDBC + "host/name: " + url);
        }
        int slash = url.indexOf('/', JDBC.length());
        int query = url.indexOf('?', slash);
        Map<String, String> words = new LinkedHashMap<>();
        places(url.substring(JDBC.length(), slash), words);
        words.put("dbname", decoded(url.substring(slash + 1, query < 0 ? url.length() : query)));
        if (query >= 0) {
            for (String pair : url.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && SHARED.contains(pair.substring(0, equals))) {
                    words.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
                }
            }
        }
        if (!user.isEmpty()) {
            words.put("user", user);
        }
        return new Postgres(url, words);
    }

    /** One host or several, each with its port or without. */
    private static void places(String hosts, Map<String, String> words) {
        List<String> names = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String host : hosts.split(",")) {
            int colon = host.lastIndexOf(':') > host.lastIndexOf(']') ? host.lastIndexOf(':') : host.length();
            names.add(host.substring(0, colon).replace("[", "").replace("]", ""));
            ports.add(colon < host.length() ? host.substring(colon + 1) : "5432");
        }
        words.put("host", String.join(",", names));
        words.put("port", String.join(",", ports));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The database as the tools are told of it. */
    String address() {
        return words.entrySet().stream()
                .map(word -> word.getKey() + "='"
                        + word.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(" "));
    }

    /** To look and change nothing, at one moment whoever else writes. */
    private Connection reading() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (words.containsKey("user")) {
            properties.setProperty("user", words.get("user"));
        }
        String password = System.getenv("PGPASSWORD");
        if (password != null) {
            properties.setProperty("password", password);
        }
        return DriverManager.getConnection(url, properties);
    }

    /**
     * Copies it into a file, and takes down what it holds, both as of one moment: a node may write meanwhile.
     *
     * @param keys is told each key that something is sealed under
     */
    Inventory.Log dump(Path file, Set<String> keys) throws IOException, SQLException {
        try (Connection connection = reading();
                Statement statement = connection.createStatement();
                ResultSet snapshot = statement.executeQuery("SELECT pg_export_snapshot()")) {
            snapshot.next();
            run(
                    "pg_dump",
                    "--format=custom",
                    "--no-owner",
                    "--no-privileges",
                    "--snapshot=" + snapshot.getString(1),
                    "--file=" + file,
                    "--dbname=" + address());
            return new LogWalk(connection, keys).walk();
        }
    }

    /** @param keys is told each key that something is sealed under */
    Inventory.Log log(Set<String> keys) throws SQLException {
        try (Connection connection = reading()) {
            return new LogWalk(connection, keys).walk();
        }
    }

    /** @throws IOException where there is something already: nothing is ever overwritten */
    void load(Path dump) throws IOException, SQLException {
        try (Connection connection = reading();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(HOLDS)) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new IOException("the database " + words.get("dbname") + " on " + words.get("host")
                        + " is not empty: name one that is in HUITONG_DATABASE / 数据库不是空的，请用 HUITONG_DATABASE 指定一个空库");
            }
        }
        run(
                "pg_restore",
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--no-privileges",
                "--dbname=" + address(),
                dump.toString());
    }

    /** Empty again, as it was before {@link #load}. */
    void clear() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(CLEAR);
        }
    }

    private static void run(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    command[0] + " is not installed: it belongs to PostgreSQL’s client / 没有安装 PostgreSQL 客户端工具 "
                            + command[0],
                    e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
