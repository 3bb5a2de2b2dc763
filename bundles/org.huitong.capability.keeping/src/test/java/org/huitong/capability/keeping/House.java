// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.Jobs;
import org.huitong.api.filter.Filter;
import org.huitong.api.finding.Change;
import org.huitong.api.keeping.Claim;
import org.huitong.api.keeping.Keeping;
import org.huitong.api.keeping.Periods;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.vault.PeriodKeys;
import org.huitong.capability.keeping.Sorting.Lot;
import org.huitong.clock.alarm.AlarmBook;
import org.huitong.hub.journal.ByHand;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.keeping.JournalKeeping;
import org.huitong.hub.keeping.JournalPeriods;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;
import org.huitong.store.Database;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;

/** The hub's log and this capability, on a real database, with a clock to turn. */
public final class House implements AutoCloseable {
    public static final Doer LI = new Doer("lixy", "李秀英");
    public static final Mark FINANCE = Mark.of(Mark.Kind.TAG, "财务");

    public final TestClock clock = new TestClock(Instant.parse("2026-11-30T02:00:00Z"));
    public final OneKeyVault vault = new OneKeyVault();
    public final HeardAudit audit = new HeardAudit();
    final Set<MessageId> needed = new HashSet<>();
    public final Database database;
    public final Journal journal;
    public final Keeping keeping;
    final Statutes statutes;
    final Register register;
    final Claims claims;
    /** The keys of months that are over, in the key store. */
    final List<String> keys = new ArrayList<>();

    final Periods periods;
    public final Cabinet cabinet = new Cabinet();
    final List<Jobs.Order> ordered = Collections.synchronizedList(new ArrayList<>());
    final Set<String> over = ConcurrentHashMap.newKeySet();
    private final EntityManagerFactory entities;

    public House(Database database) {
        this.database = database;
        OwnStore tables = tables(database);
        tables.migrate("hub");
        tables.migrate("clock");
        tables.migrate("keeping");
        entities = database.entities("keeping");
        journal = new Journal(database, DerbyStore.schema("hub"), vault);
        keeping = new JournalKeeping(journal, clock);
        statutes = new Statutes(database, entities, DerbyStore.schema("keeping"), vault, audit, clock);
        register = new Register(DerbyStore.schema("keeping"));
        claims = new Claims(database, DerbyStore.schema("keeping"));
        Claim tasks = (transaction, messages) -> {
            Set<MessageId> found = new HashSet<>(messages);
            found.retainAll(needed);
            return found;
        };
        claims.add(tasks, Map.of("huitong.claim", "tasks"));
        periods = new JournalPeriods(
                journal,
                new PeriodKeys() {
                    @Override
                    public List<String> over(String keyClass) {
                        return List.copyOf(keys);
                    }

                    @Override
                    public boolean destroy(String key) {
                        return keys.remove(key);
                    }
                },
                vault);
    }

    /** Makes tables by the migrations of other bundles, too. */
    private static OwnStore tables(Database database) {
        return new OwnStore() {
            @Override
            public <T> T write(Work<T> work) {
                return database.write(work);
            }

            @Override
            public <T> T read(Work<T> work) {
                return database.read(work);
            }

            @Override
            public Dialect dialect() {
                return database.dialect();
            }

            @Override
            public void close() {}
        };
    }

    /** Says something, so many days ago. */
    public MessageId says(String id, String text, int daysAgo, Mark... marks) {
        Message message = Messages.text(id, text, clock.instant().minus(Duration.ofDays(daysAgo)));
        take(Sighting.Said.once(message), message.sentAt(), List.of(), marks);
        return message.id();
    }

    public int take(Sighting.Said said, Mark... marks) {
        return take(said, clock.instant(), List.of(), marks);
    }

    public int take(Sighting.Said said, Instant receivedAt, List<String> owed, Mark... marks) {
        Finding finding = new Finding("rules", 1, "rules-1", Set.of(marks));
        Draft draft = journal.scribe().said(said, "d", receivedAt, List.of(finding), owed);
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(List.of(draft), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        return ((Intake.Outcome.Stored) outcome.join()).fresh();
    }

    /** A person takes a mark off it. */
    void unmark(MessageId id) {
        Change piece = Change.tags(List.of(), List.of(FINANCE.value()));
        Draft hand = new Draft.Hand(id, new ByHand.Says(piece), LI.account(), clock.instant(), Optional.empty());
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(List.of(hand), List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        outcome.join();
    }

    /** Takes orders, and runs none of them. */
    final Jobs jobs = new Jobs() {
        @Override
        public String start(Connection transaction, Order order) {
            return start(order);
        }

        @Override
        public String start(Order order) {
            ordered.add(order);
            return "job-" + ordered.size();
        }

        @Override
        public Optional<Job> find(String id) {
            if (!id.startsWith("job-")) {
                return Optional.empty();
            }
            Order order = ordered.get(Integer.parseInt(id.substring(4)) - 1);
            State state = over.contains(id) ? State.DONE : State.RUNNING;
            return Optional.of(new Job(id, order.kind(), order.title(), order.owner(), state, 0, 0, Optional.empty()));
        }

        @Override
        public void cancel(String id) {}
    };

    RecordsOffice office(KeepingConfig config) {
        return new RecordsOffice(
                database,
                statutes,
                register,
                claims,
                keeping,
                new AlarmBook(database, DerbyStore.schema("clock")),
                jobs,
                clock,
                config);
    }

    /** From now on this one says, too, which messages are needed. */
    public void claims(String name, Claim claim) {
        claims.add(claim, Map.of("huitong.claim", name));
    }

    Hold hold(String name, Filter filter) {
        Json json = Json.read(
                        "{\"name\":\"" + name + "\",\"reason\":\"诉讼\",\"filter\":" + FilterJson.write(filter) + "}")
                .good()
                .orElseThrow();
        return statutes.holds()
                .add(HoldJson.read(json, 0, clock.instant(), clock.zone()), LI)
                .orProblem(null, null)
                .item();
    }

    Rule rule(String name, String filter, String keep, String then) {
        Json json = Json.read("{\"name\":\"%s\",\"filter\":%s,\"keep\":\"%s\",\"then\":\"%s\",\"basis\":\"制度\"}"
                        .formatted(name, filter, keep, then))
                .good()
                .orElseThrow();
        return statutes.rules()
                .add(RuleJson.read(json, 0, clock.today()), LI)
                .orProblem(null, null)
                .item();
    }

    /** What is to become of each message that is due, by its text. */
    List<String> lots(RecordsOffice office) {
        List<String> lots = new ArrayList<>();
        Plan plan = office.plan(clock.instant());
        for (Plan.Part part : plan.parts()) {
            office.sorting().each(plan, part, clock.instant(), page -> {
                for (Sorting.Due due : page) {
                    lots.add(part.rule().name() + " " + text(due.message().id()) + " " + due.lot());
                }
                return true;
            });
        }
        return lots;
    }

    String text(MessageId id) {
        return keeping.open(List.of(id)).stream()
                .flatMap(kept -> kept.versions().get(0).message().content().text().stream())
                .findFirst()
                .orElse("");
    }

    static String told(String rule, String text, Lot lot) {
        return rule + " " + text + " " + lot;
    }

    @Override
    public void close() {
        journal.close();
        entities.close();
        database.close();
    }
}
