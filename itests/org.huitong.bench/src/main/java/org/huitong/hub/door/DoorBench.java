// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.huitong.api.access.Act;
import org.huitong.api.access.Asker;
import org.huitong.api.access.DecisionPoint;
import org.huitong.api.access.On;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Sight;
import org.huitong.api.filter.Filter;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Conversation;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sender;
import org.huitong.api.message.Sighting;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageDoor.Reading;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.masking.Masking;
import org.huitong.store.Database;
import org.huitong.store.Migrations;
import org.huitong.store.Migrator;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.PostgresServer;
import org.huitong.testkit.TestClock;

/**
 * How long people wait for a page out of a log of very many messages: the door with the hub's own tables, seals and
 * store, and nothing else of the hub. In the package of what it measures, as it reads the same rows without the door.
 *
 * <p>All questions are asked by turns, so that their ratios hold on a noisy machine; beside them stand the 50 rows of a
 * page, read by their numbers.
 */
public final class DoorBench {
    private static final Asker ASKER = new Asker("bench", "bench", Optional.empty(), Optional.empty());
    private static final Instant BEGUN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int PAGE = 50;
    private static final int WARM = 30;
    private static final int EACH = 100;
    private static final int DEPARTMENTS = 300;
    private static final int PERSONS = 10_000;
    private static final int ROOMS = 3_000;
    private static final List<String> PLATFORMS = List.of("dingtalk", "feishu", "wecom");
    private static final String BUSY = "busy";

    private final Journal journal;
    private final int messages;
    private final Door door;
    private Filter scope = Filter.everything();

    private DoorBench(Transactions store, int messages) {
        // The same key in each run: a set that was loaded once is read again.
        this.journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault(new byte[32]));
        this.messages = messages;
        this.door = new Door(journal, decisions(), silence(), new Lookup(), new Masking(), new TestClock());
    }

    /**
     * @param folder for a database of this run alone
     * @param rounds of a hundred calls each
     */
    public static void measure(Path folder, int rounds) throws Exception {
        int messages = Integer.getInteger("bench.messages", 1_000_000);
        String set = System.getProperty("bench.set", "");
        if (System.getProperty("bench.database", "derby").equals("derby")) {
            Path kept = set.isBlank() ? folder.resolve("log") : Path.of(set);
            try (Database database = Database.derby(kept, folder.resolve("derby.log"), 10)) {
                measure(database, messages, rounds);
            }
        } else if (!set.isBlank()) {
            try (Database database =
                    Database.postgresql(set, System.getProperty("bench.user", "huitong"), Optional.empty(), 10)) {
                measure(database, messages, rounds);
            }
        } else {
            try (PostgresServer server = PostgresServer.start();
                    Database database = Database.postgresql(server.url(), server.user(), Optional.empty(), 10)) {
                measure(database, messages, rounds);
            }
        }
    }

    private static void measure(Database database, int messages, int rounds) throws IOException {
        new Migrator(database, InstantSource.system()).migrate(Migrations.of(Journal.class, "hub", database.dialect()));
        DoorBench bench = new DoorBench(database, messages);
        try {
            bench.load();
            bench.ask(database, rounds);
        } finally {
            bench.journal.close();
        }
    }

    private void load() {
        int first = (int) journal.head();
        long begun = System.nanoTime();
        Deque<CompletableFuture<Intake.Outcome>> underWay = new ArrayDeque<>();
        for (int i = first; i < messages; i += PAGE) {
            List<Draft> drafts = IntStream.range(i, Math.min(messages, i + PAGE))
                    .mapToObj(this::said)
                    .toList();
            CompletableFuture<Intake.Outcome> stored = new CompletableFuture<>();
            underWay.add(stored);
            if (!journal.submit(
                    new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 1, stored::complete))) {
                throw new IllegalStateException("the log takes nothing");
            }
            if (underWay.size() > 16) {
                settled(underWay.remove());
            }
            if (i / 100_000 != (i + PAGE) / 100_000) {
                say("  %,d messages, %.0f s", i + PAGE, (System.nanoTime() - begun) / 1e9);
            }
        }
        underWay.forEach(DoorBench::settled);
        say(
                "%,d messages in the log, %,d of them loaded now in %.0f s",
                journal.head(), messages - first, (System.nanoTime() - begun) / 1e9);
    }

    private static void settled(CompletableFuture<Intake.Outcome> stored) {
        if (!(stored.join() instanceof Intake.Outcome.Stored)) {
            throw new IllegalStateException("not stored: " + stored.join());
        }
    }

    /** A department of long ago, a sender who spoke once, one room in which much is said. */
    private Draft said(int i) {
        Random dice = new Random(i * 31L + 7);
        boolean busy = dice.nextInt(20) == 0;
        String platform = busy ? PLATFORMS.get(0) : PLATFORMS.get(dice.nextInt(3));
        int person = i == 10 ? PERSONS : dice.nextInt(PERSONS);
        int department = i % 5 == 0 && i < 5 * old() ? 0 : 1 + dice.nextInt(DEPARTMENTS);
        MessageType type = dice.nextInt(12) == 0 ? MessageType.FILE : MessageType.TEXT;
        Set<Mark> marks = new HashSet<>();
        marks.add(Mark.of(Mark.Kind.PERSON, "p" + person));
        marks.add(department(department));
        marks.add(Mark.of(Mark.Kind.COMPANY, "c" + department % 5));
        if (dice.nextInt(50) == 0) {
            marks.add(Mark.of(Mark.Kind.PROJECT, "x" + dice.nextInt(20)));
        }
        if (dice.nextInt(20) == 0) {
            marks.add(Priority.HIGH.mark());
            marks.add(Mark.of(Mark.Kind.RULE, "r" + dice.nextInt(30)));
        }
        if (dice.nextInt(40) == 0) {
            marks.add(Mark.of(Mark.Kind.SECRECY, (dice.nextBoolean() ? Secrecy.SECRET : Secrecy.PUBLIC).word()));
        }
        Instant at = BEGUN.plusSeconds(i * 30L);
        Message message = new Message(
                new MessageKey(platform, "t", "m" + i),
                "main",
                Conversation.of(busy ? BUSY : "r" + dice.nextInt(ROOMS), Conversation.Kind.GROUP),
                Sender.person("u" + person),
                Content.of(type, "第 " + i + " 条：三号线的排产表已经更新，请各班组长核对后回复，有问题找生产调度。", new Attachment[0]),
                at,
                i,
                "{}");
        return journal.scribe()
                .said(
                        new Sighting.Said(message, Revision.ofContent(message)),
                        "d" + i,
                        at,
                        List.of(new Finding("bench", 1, "s", marks)),
                        List.of());
    }

    /** How many messages the department of long ago has. */
    private int old() {
        return Math.min(1_000, messages / 20);
    }

    private static Mark department(int number) {
        return Mark.of(Mark.Kind.DEPARTMENT, "d" + number);
    }

    private static Filter departments() {
        return new Filter.Any(IntStream.rangeClosed(1, 20)
                .mapToObj(DoorBench::department)
                .<Filter>map(mark -> Filter.marked(mark.kind(), mark.value()))
                .toList());
    }

    /** Twenty departments, a project, one's own; three platforms; nothing secret. */
    private static Filter complicated() {
        return Filter.all(
                Filter.any(
                        departments(),
                        Filter.marked(Mark.Kind.PROJECT, "x7"),
                        Filter.marked(Mark.Kind.PERSON, "p77"),
                        Filter.marked(Mark.Kind.PARTY, "p77")),
                new Filter.Any(
                        PLATFORMS.stream().<Filter>map(Filter.OnPlatform::new).toList()),
                new Filter.SecrecyUpTo(Secrecy.INTERNAL));
    }

    private static Map<String, Question> questions() {
        Map<String, Question> questions = new LinkedHashMap<>();
        Filter all = Filter.everything();
        Filter busy = new Filter.InRoom(Optional.of(PLATFORMS.get(0)), Optional.of("t"), BUSY);
        questions.put("newest of all", new Question(all, all));
        questions.put("department of long ago", new Question(all, Filter.marked(Mark.Kind.DEPARTMENT, "d0")));
        questions.put("sender who spoke once, long ago", new Question(all, sender("u" + PERSONS)));
        questions.put("absent sender", new Question(all, sender("nobody")));
        questions.put("absent priority", new Question(all, new Filter.Ranked(Priority.LOW)));
        questions.put("absent priority of a department", new Question(departments(), new Filter.Ranked(Priority.LOW)));
        questions.put("union of 20 departments", new Question(all, departments()));
        questions.put("newest of a busy room", new Question(all, busy));
        questions.put("most complicated scope", new Question(complicated(), all));
        questions.put("its files", new Question(complicated(), new Filter.OfType(MessageType.FILE)));
        questions.put("its busy room", new Question(complicated(), busy));
        questions.put(
                "its department of long ago", new Question(complicated(), Filter.marked(Mark.Kind.DEPARTMENT, "d0")));
        return questions;
    }

    private static Filter sender(String id) {
        return new Filter.SaidBy(Optional.empty(), Optional.empty(), id);
    }

    /** What is asked for by somebody with this scope. */
    private record Question(Filter scope, Filter filter) {}

    private void ask(Transactions store, int rounds) {
        Map<String, Question> questions = questions();
        Map<String, double[]> millis = new LinkedHashMap<>();
        Map<String, String> told = new LinkedHashMap<>();
        questions.keySet().forEach(name -> millis.put(name, new double[rounds * EACH]));
        double[] raw = new double[rounds * EACH];
        Random dice = new Random(1);
        for (int call = -WARM; call < rounds * EACH; call++) {
            int at = call;
            questions.forEach((name, question) -> {
                long begun = System.nanoTime();
                MessageDoor.Listing page = page(question);
                double spent = (System.nanoTime() - begun) / 1e6;
                boolean more = page.next().isPresent();
                told.put(name, page.items().size() + (more && page.items().size() < PAGE ? ", cut short" : ""));
                if (at >= 0) {
                    millis.get(name)[at] = spent;
                }
            });
            double spent = rows(store, dice);
            if (call >= 0) {
                raw[call] = spent;
            }
        }
        double p99 = at(raw, 99);
        say("%n%-34s %9s %9s %7s  %s", "a page of 50", "p50 ms", "p99 ms", "x raw", "messages on it");
        say("%-34s %9.2f %9.2f %7s", "50 rows by their numbers, raw", at(raw, 50), p99, "1");
        millis.forEach((name, spent) -> say(
                "%-34s %9.2f %9.2f %7.1f  %s",
                name, at(spent, 50), at(spent, 99), at(spent, 99) / p99, told.get(name)));
    }

    private MessageDoor.Listing page(Question question) {
        scope = question.scope();
        MessageQuery query = MessageQuery.newest(question.filter(), PAGE);
        return ((Reading.Granted<MessageDoor.Listing>) door.list(ASKER, query)).value();
    }

    /** @return milliseconds for 50 rows, sealed as they are */
    private double rows(Transactions store, Random dice) {
        long[] seqs = dice.longs(PAGE, 1, journal.head() + 1).toArray();
        long begun = System.nanoTime();
        store.read(connection -> read(connection, seqs));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static int read(Connection connection, long[] seqs) throws java.sql.SQLException {
        int bytes = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT seq, id, sent_at, body FROM hub_journal" + " WHERE seq IN (?" + ", ?".repeat(PAGE - 1) + ")")) {
            for (int i = 0; i < PAGE; i++) {
                select.setLong(i + 1, seqs[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    bytes += rows.getBytes(4).length;
                }
            }
        }
        return bytes;
    }

    private static double at(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static void say(String text, Object... values) {
        System.out.printf(text + "%n", values);
    }

    private DecisionPoint decisions() {
        return new DecisionPoint() {
            @Override
            public Decision decide(Asker asker, Act act, On on) {
                return new Decision.Allowed();
            }

            @Override
            public Scope scope(Asker asker, Act use) {
                return new Scope.Within(scope);
            }
        };
    }

    /** What the audit costs is measured with ingest. */
    private static Audit silence() {
        return new Audit() {
            @Override
            public void note(Connection transaction, Deed deed) {}

            @Override
            public void note(Deed deed) {}

            @Override
            public void reading(Asker by, String verb, Collection<Sight> sights) {}
        };
    }
}
