// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.store.Transactions;
import org.huitong.audit.verifier.AtHand;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with the database in their hands: whatever they do to the chain of a hub at rest, the verifier names the first
 * entry that is not as it was noted. Twenty of each, at random places; the seed is printed. Opening Derby takes long, so
 * the first of each is a folder that is looked at by the command, and the others are transactions that are taken back.
 */
class TamperTest {
    private static final int TIMES = 20;
    private static final int ENTRIES = 120;
    private static final long SEED = Long.getLong("huitong.tamper.seed", System.nanoTime());

    @TempDir
    static Path folder;

    private static Path whole;
    /** A copy that stays open: what is done to it is taken back. */
    private static Store open;

    private static Path audit;
    private static Instant end;
    private static final Random RANDOM = new Random(SEED);
    private Path data;

    @BeforeAll
    static void note() throws Exception {
        System.out.println("Tampering with seed " + SEED);
        whole = folder.resolve("whole");
        Files.createDirectories(whole);
        Store store = new Store(whole.resolve("store"));
        store.create();
        TestClock clock = new TestClock();
        AuditBook book = new AuditBook(store, new OneKeyVault(), clock);
        Sealer sealer = new Sealer(store, clock, new NoTicks(), whole, folder.resolve("keys"));
        for (int i = 1; i <= ENTRIES; i++) {
            Doer doer = Doer.of(new Asker("u" + i % 7, "张三" + i % 7, Optional.empty()));
            Deed deed = Deed.done(doer, "accounts.change", Thing.of("account", "a" + i));
            book.note(i % 5 == 0 ? deed.changing("old " + i, "new " + i) : i % 9 == 0 ? deed.searching("词" + i) : deed);
            clock.leap(Duration.ofMillis(700));
            if (i % 25 == 0) {
                sealer.link();
                sealer.sign();
            }
        }
        sealer.close();
        store.shut();
        end = clock.instant();
        audit = whole.resolve("audit");
        open = new Store(copy().resolve("store"));
    }

    @AfterAll
    static void shut() throws SQLException {
        open.shut();
    }

    @AfterEach
    void away() throws IOException {
        if (data != null) {
            delete(data);
        }
    }

    @Test
    void whatIsWholeIsSaidToBeWhole() throws Exception {
        data = copy();
        Said said = verify();
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains(ENTRIES + " entries");
    }

    @Test
    void changedEntriesAreNamed() throws Exception {
        String[] columns = {"doer", "doer_name", "verb", "thing", "thing_name", "outcome", "noted_at", "whose", "words"
        };
        for (int i = 0; i < TIMES; i++) {
            int at = place();
            String column = columns[i % columns.length];
            String value = column.equals("noted_at") ? "noted_at + 1" : "'forged'";
            assertNamed(i, at, "UPDATE audit_entry SET " + column + " = " + value + " WHERE seq = " + at);
        }
    }

    @Test
    void deletedEntriesAreNamed() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            int at = place();
            if (i % 2 == 0) {
                assertNamed(i, at, "DELETE FROM audit_entry WHERE seq = " + at);
            } else {
                assertNamed(
                        i,
                        at,
                        "DELETE FROM audit_entry WHERE seq = " + at,
                        "UPDATE audit_entry SET seq = -seq + 1 WHERE seq > " + at,
                        "UPDATE audit_entry SET seq = -seq WHERE seq < 0");
            }
        }
    }

    @Test
    void insertedEntriesAreNamed() throws Exception {
        String columns = "noted_at, doer, doer_name, verb, thing, thing_name, outcome, hash";
        for (int i = 0; i < TIMES; i++) {
            int at = place();
            assertNamed(
                    i,
                    at,
                    "UPDATE audit_entry SET seq = -seq - 1 WHERE seq >= " + at,
                    "UPDATE audit_entry SET seq = -seq WHERE seq < 0",
                    "INSERT INTO audit_entry (seq, " + columns + ") SELECT " + at + ", " + columns
                            + " FROM audit_entry WHERE seq = " + (at - 1));
        }
    }

    @Test
    void reorderedEntriesAreNamed() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            int at = place();
            int other = at + 1 + RANDOM.nextInt(ENTRIES - at);
            assertNamed(
                    i,
                    at,
                    "UPDATE audit_entry SET seq = -1 WHERE seq = " + at,
                    "UPDATE audit_entry SET seq = " + at + " WHERE seq = " + other,
                    "UPDATE audit_entry SET seq = " + other + " WHERE seq = -1");
        }
    }

    /** With the row that tells the end of the chain set back, too: the signed heads remain. */
    @Test
    void cutOffEntriesAreNamed() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            int at = place();
            assertNamed(
                    i,
                    at,
                    "DELETE FROM audit_entry WHERE seq >= " + at,
                    "UPDATE audit_head SET seq = " + (at - 1) + ", hash = (SELECT hash FROM audit_entry WHERE seq = "
                            + (at - 1) + ")");
        }
    }

    /** Who knows how entries are linked, and links all anew behind a change, has the signed heads against them. */
    @Test
    void aChainThatWasMadeAnewIsFound() throws Exception {
        makeAnew();
        Said said = verify();
        assertThat(said.exit()).as(said.text()).isOne();
        assertThat(said.text()).contains("entry 26").contains("up to 50").contains("made anew");
    }

    private void makeAnew() throws Exception {
        int at = 30;
        data = copy();
        Store store = new Store(data.resolve("store"));
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE audit_entry SET doer = 'forged' WHERE seq = " + at);
                String before;
                try (var row = statement.executeQuery("SELECT hash FROM audit_entry WHERE seq = " + (at - 1))) {
                    row.next();
                    before = row.getString(1);
                }
                for (int seq = at; seq <= ENTRIES; seq++) {
                    try (var row = statement.executeQuery("SELECT * FROM audit_entry WHERE seq = " + seq)) {
                        row.next();
                        before = Entry.of(row).hash(before, seq);
                    }
                    statement.executeUpdate("UPDATE audit_entry SET hash = '" + before + "' WHERE seq = " + seq);
                }
                statement.executeUpdate("UPDATE audit_head SET hash = '" + before + "'");
            }
            return null;
        });
        store.shut();
    }

    /** The heads that would tell are taken away: all of them, or those behind the change. */
    @Test
    void aChainThatWasMadeAnewWithoutItsHeadsIsFound() throws Exception {
        makeAnew();
        Path heads = data.resolve("audit/heads");
        String all = Files.readString(heads);
        Instant later = end.plus(Duration.ofMinutes(20));
        Files.delete(heads);
        Said without = verify(later);
        assertThat(without.exit()).as(without.text()).isOne();
        assertThat(without.text()).contains("entry 1:");

        Files.writeString(heads, all.lines().findFirst().orElseThrow() + "\n");
        Said cut = verify(later);
        assertThat(cut.exit()).as(cut.text()).isOne();
        assertThat(cut.text()).contains("entry 26:");
        // Right after a crash that is as it must be.
        assertThat(verify(end).exit()).isZero();
    }

    /** Started once more the hub has signed what somebody made anew: a copy of the heads tells. */
    @Test
    void aCopyOfTheHeadsTellsOfAChainThatWasMadeAnewAndSigned() throws Exception {
        Path kept = Files.copy(audit.resolve("heads"), folder.resolve("kept"));
        makeAnew();
        Files.delete(data.resolve("audit/heads"));
        Store store = new Store(data.resolve("store"));
        Sealer sealer = new Sealer(store, new TestClock(), new NoTicks(), data, folder.resolve("keys"));
        sealer.close();
        store.shut();

        assertThat(verify().exit()).isZero();
        Said said = verify("--heads", kept.toString());
        assertThat(said.exit()).as(said.text()).isOne();
        assertThat(said.text()).contains("entry 26").contains("made anew");
    }

    /** A power cut in the middle of a line: the next one begins anew, and the half one says nothing. */
    @Test
    void aTornLineOfTheHeadsIsNamedAndIsNoForgery() throws Exception {
        data = copy();
        Path heads = data.resolve("audit/heads");
        String all = Files.readString(heads);
        String last = all.lines().reduce((one, two) -> two).orElseThrow();
        Files.writeString(
                heads, all.substring(0, all.length() - last.length() - 1) + last.substring(0, last.length() - 9));
        assertThat(verify().exit()).isZero();

        Store store = new Store(data.resolve("store"));
        Sealer sealer = new Sealer(store, new TestClock(), new NoTicks(), data, folder.resolve("keys"));
        sealer.close();
        store.shut();
        Said said = verify(end.plus(Duration.ofDays(1)));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("not finished").doesNotContain("not signed");
    }

    @Test
    void aHeadThatNobodySignedIsFound() throws Exception {
        data = copy();
        Path heads = data.resolve("audit/heads");
        Files.writeString(heads, Files.readString(heads).replaceFirst(" 25 ", " 24 "));
        Said said = verify();
        assertThat(said.exit()).as(said.text()).isOne();
        assertThat(said.text()).contains("not signed");
    }

    private int place() {
        return 2 + RANDOM.nextInt(ENTRIES - 3);
    }

    /** The first entry that is not as it was noted is this one. */
    private void assertNamed(int time, int at, String... statements) throws Exception {
        String said;
        if (time == 0) {
            tamper(statements);
            Said whole = verify();
            assertThat(whole.exit()).as(whole.text()).isOne();
            said = whole.text();
        } else {
            said = open.takenBack(connection -> {
                change(connection, statements);
                return AtHand.trouble(connection, audit, end).orElse("nothing is wrong");
            });
        }
        Matcher named = Pattern.compile("entry (\\d+)").matcher(said);
        assertThat(named.find()).as(said).isTrue();
        assertThat(Integer.parseInt(named.group(1))).as(said).isEqualTo(at);
    }

    private void tamper(String... statements) throws Exception {
        if (data != null) {
            delete(data);
        }
        data = copy();
        Store store = new Store(data.resolve("store"));
        store.write(connection -> {
            change(connection, statements);
            return null;
        });
        store.shut();
    }

    private static void change(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }
    }

    private Said verify(String... options) {
        return verify(end, options);
    }

    private Said verify(Instant now, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] words =
                Stream.concat(Stream.of(options), Stream.of(data.toString())).toArray(String[]::new);
        int exit = AtHand.run(print, now, words);
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }

    private record Said(int exit, String text) {}

    private static Path copy() throws IOException {
        Path to = folder.resolve("copy" + RANDOM.nextLong());
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(whole.relativize(each).toString()));
            }
        }
        return to;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    private interface Trial<T> {
        T on(Connection connection) throws Exception;
    }

    /** An embedded database in a folder, as the hub has it. */
    private record Store(Path place) implements Transactions {
        private String url() {
            return "jdbc:derby:" + place;
        }

        void create() throws Exception {
            System.setProperty("derby.stream.error.field", "org.huitong.testkit.DerbyStore.NOWHERE");
            DriverManager.getConnection(url() + ";create=true").close();
            String sql;
            try (var in = Entry.class.getResourceAsStream("/db/audit/V1__audit.sql")) {
                sql = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^\\s*--.*$", "");
            }
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

        void shut() throws SQLException {
            try {
                DriverManager.getConnection(url() + ";shutdown=true");
            } catch (SQLException ended) {
                if (!"08006".equals(ended.getSQLState())) {
                    throw ended;
                }
            }
        }

        @Override
        public <T> T write(Work<T> work) {
            try (Connection connection = DriverManager.getConnection(url())) {
                connection.setAutoCommit(false);
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What is done is seen by whoever does it, and by nobody after. */
        <T> T takenBack(Trial<T> trial) throws Exception {
            try (Connection connection = DriverManager.getConnection(url())) {
                connection.setAutoCommit(false);
                try {
                    return trial.on(connection);
                } finally {
                    connection.rollback();
                }
            }
        }

        @Override
        public <T> T read(Work<T> work) {
            return write(work);
        }

        @Override
        public Dialect dialect() {
            return Dialect.DERBY;
        }
    }
}
