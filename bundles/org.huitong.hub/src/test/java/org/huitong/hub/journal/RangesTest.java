// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.PostgresStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real PostgreSQL the log goes from one range to the next, and nobody notices. */
class RangesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T01:02:03.004Z");
    private static final int LINES = 100;

    private static PostgresServer server;

    private final OneKeyVault vault = new OneKeyVault();
    private OwnStore store;
    private Journal journal;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        store = new PostgresStore(server).migrate("hub");
        execute("DROP TABLE hub_journal_0");
        execute("DELETE FROM hub_range");
        journal = journal(LINES);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    private Journal journal(long lines) {
        return new Journal(store, vault, Duration.ofMinutes(1), new Ranges(store, lines));
    }

    @Test
    void theLogGoesOnFromRangeToRange() {
        say(0, 350);
        assertThat(read(0))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 350).boxed().toList());
        assertThat(ranges())
                .startsWith("hub_journal_0 1 99", "hub_journal_100 100 199", "hub_journal_200 200 299")
                .contains("hub_journal_300 300 350");
        // What stands in one range is known in all of them: the same is stored once.
        assertThat(submit(said(7))).isZero();
        assertThat(journal.firstSeq(Messages.text("m7", "第 7 条", NOW).id())).isEqualTo(8);
    }

    @Test
    void rangesMayBeLongerFromNowOn() {
        say(0, 150);
        journal.close();
        journal = journal(1_000);
        say(150, 300);
        assertThat(read(140)).hasSize(160);
        assertThat(numbers("SELECT end_seq - begin_seq FROM hub_range ORDER BY begin_seq"))
                .startsWith("100", "100")
                .endsWith("1000");
    }

    /** Nothing is wrong with what was said: it is not put aside, and comes again. */
    @Test
    void whereNoRangeCanBeMadeNothingIsStoredAndNothingIsPutAside() {
        say(0, 90);
        execute("CREATE TABLE hub_journal_200 (seq BIGINT)");
        int stored = 90;
        Intake.Outcome last = outcome(said(stored));
        while (last instanceof Intake.Outcome.Stored && stored < 300) {
            stored++;
            last = outcome(said(stored));
        }
        assertThat(last).isInstanceOf(Intake.Outcome.Failed.class);
        assertThat(numbers("SELECT COUNT(*) FROM hub_dead_letter")).containsExactly("0");
        execute("DROP TABLE hub_journal_200");
        say(stored, 300);
        assertThat(read(0)).hasSize(300);
    }

    private void say(int from, int to) {
        IntStream.range(from, to).forEach(i -> assertThat(submit(said(i))).isEqualTo(1));
    }

    private Draft said(int number) {
        Sighting.Said said =
                new Sighting.Said(Messages.text("m" + number, "第 " + number + " 条", NOW), new Revision("r1", NOW));
        return journal.scribe().said(said, "d", NOW, List.of(), List.of());
    }

    private int submit(Draft draft) {
        return ((Intake.Outcome.Stored) outcome(draft)).fresh();
    }

    private Intake.Outcome outcome(Draft draft) {
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        assertThat(journal.submit(new Intake(
                        List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete)))
                .isTrue();
        return outcome.join();
    }

    /** Out of the database and not of what is remembered. */
    private List<Long> read(long after) {
        List<Long> read = new ArrayList<>();
        long at = after;
        List<Entry> page = journal.log().entries(at, journal.head(), 60);
        while (!page.isEmpty()) {
            page.forEach(entry -> read.add(entry.seq()));
            at = page.get(page.size() - 1).seq();
            page = journal.log().entries(at, journal.head(), 60);
        }
        return read;
    }

    private List<String> ranges() {
        return numbers("SELECT tableoid::regclass::text || ' ' || MIN(seq) || ' ' || MAX(seq) FROM hub_journal"
                + " GROUP BY tableoid ORDER BY MIN(seq)");
    }

    private List<String> numbers(String sql) {
        return store.read(connection -> column(connection, sql));
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void execute(String sql) {
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
