// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command: looks at a data folder or an export, says what it found, and ends with 0, 1 or 2. */
public final class Verify {
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;

    private Verify() {}

    public static void main(String[] words) {
        System.exit(run(words, System.out, System.err));
    }

    public static int run(String[] words, PrintStream out, PrintStream err) {
        return run(words, out, err, InstantSource.system());
    }

    static int run(String[] words, PrintStream out, PrintStream err, InstantSource clock) {
        List<String> rest = new ArrayList<>(List.of(words));
        Optional<Path> key = taken(rest, "--key");
        Optional<Path> heads = taken(rest, "--heads");
        if (rest.size() != 1) {
            err.println("audit verify [--key key.pub] [--heads COPY] DATA|EXPORT");
            return UNKNOWN;
        }
        Path given = Path.of(rest.get(0));
        try {
            Verdict verdict = Files.isDirectory(given)
                    ? folder(given, key, heads, clock.instant())
                    : new ExportFile(given, key, heads, clock.instant()).verify();
            return say(verdict, out);
        } catch (IOException | SQLException | RuntimeException e) {
            err.println("It could not be looked at / 无法核对: " + e.getMessage());
            return UNKNOWN;
        }
    }

    private static Optional<Path> taken(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0 || at + 1 >= words.size()) {
            return Optional.empty();
        }
        Path given = Path.of(words.get(at + 1));
        words.subList(at, at + 2).clear();
        return Optional.of(given);
    }

    private static Verdict folder(Path data, Optional<Path> key, Optional<Path> copy, Instant now)
            throws IOException, SQLException {
        Path store = data.resolve("store");
        if (!Files.isDirectory(store)) {
            throw new IOException(
                    "no embedded database in " + store + "; of a hub on PostgreSQL give an export / 未找到内嵌数据库，请改用导出文件");
        }
        Path folder = data.resolve("audit");
        Heads own = Heads.ofHub(folder, key);
        Heads heads = copy.isEmpty()
                ? own
                : own.and(Heads.ofFile(copy.get(), key.or(() -> Optional.of(folder.resolve("key.pub")))));
        System.setProperty("derby.stream.error.file", "/dev/null");
        loadDriver();
        String url = "jdbc:derby:" + store.toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url)) {
            return verify(connection, heads, now);
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
        if (DriverManager.drivers()
                .anyMatch(driver -> driver.getClass().getName().startsWith("org.apache.derby."))) {
            return;
        }
        try {
            Class.forName("org.apache.derby.jdbc.EmbeddedDriver");
        } catch (ClassNotFoundException e) {
            throw new IOException("Derby is not on the class path", e);
        }
    }

    /** The whole chain of a database. */
    static Verdict verify(Connection connection, Heads heads, Instant now) throws SQLException {
        return new Database(connection, schema(connection)).verify(heads, now);
    }

    /** The hub's tables lie in a schema of its own. */
    private static String schema(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, "AUDIT_ENTRY", null)) {
            if (tables.next()) {
                return tables.getString("TABLE_SCHEM") + ".";
            }
        }
        return "";
    }

    private static int say(Verdict verdict, PrintStream out) {
        verdict.notes().forEach(out::println);
        if (verdict.trouble().isPresent()) {
            out.println("BROKEN / 已被改动: " + verdict.trouble().get());
            return BROKEN;
        }
        out.println("WHOLE / 完整: " + verdict.looked() + " entries / 条记录");
        return WHOLE;
    }
}
