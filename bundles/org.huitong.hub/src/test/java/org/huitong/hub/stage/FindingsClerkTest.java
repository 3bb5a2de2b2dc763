// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.huitong.api.message.Message;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Draft;
import org.huitong.hub.journal.Intake;
import org.huitong.hub.journal.Journal;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.Messages;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingsClerkTest {
    private DerbyStore store;
    private Journal journal;
    private StageBench bench;
    private FindingsClerk clerk;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        bench = new StageBench(journal, bundle -> true);
        clerk = new FindingsClerk(bench, journal, new TestClock());
    }

    @AfterEach
    void close() {
        clerk.close();
        journal.close();
        store.close();
    }

    @Test
    void whatIsOwedIsMadeUpInTheOrderOfTheLog() {
        owe("m1", "m2", "m3");
        stage(message -> Set.of(Mark.of(Mark.Kind.TAG, message.key().nativeId())));
        untilAllIsPaid(3);
        assertThat(found())
                .extracting(f -> f.values(Mark.Kind.TAG))
                .containsExactly(List.of("m1"), List.of("m2"), List.of("m3"));
    }

    @Test
    void aMessageOnWhichAStageBreaksAltogetherIsTriedAndPassed() {
        owe("m1", "poison", "m3");
        stage(message -> {
            if (message.key().nativeId().equals("poison")) {
                throw new StackOverflowError("what a regular expression does with a long text");
            }
            return Set.of();
        });
        untilAllIsPaid(3);
        assertThat(found()).extracting(Finding::snapshot).containsExactly("1", "failed:StackOverflowError", "1");
    }

    @Test
    void aStageThatHangsDoesNotHoldUpItsSuccessor() throws Exception {
        owe("m1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean(true);
        Stage old = stage(message -> {
            inside.countDown();
            while (hangs.get()) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    letGo.countDown();
                    // A plug that takes no hint.
                }
            }
            return Set.of(Mark.of(Mark.Kind.TAG, "old"));
        });
        inside.await();
        Plugging.remove(bench, old);
        stage(message -> Set.of(Mark.of(Mark.Kind.TAG, "new")));
        untilAllIsPaid(1);
        letGo.await();
        assertThat(found()).extracting(f -> f.values(Mark.Kind.TAG)).containsExactly(List.of("new"));
        hangs.set(false);
        never.countDown();
    }

    @Test
    void marksThatADatabaseWouldRefuseAreMendedBeforeTheyGetThere() {
        owe("m1");
        stage(message ->
                Set.of(Mark.of(Mark.Kind.TAG, "急"), Mark.of(Mark.Kind.TAG, "急 "), Mark.of(Mark.Kind.TAG, "急\u0000")));
        untilAllIsPaid(1);
        assertThat(found()).extracting(Finding::marks).containsExactly(Set.of(Mark.of(Mark.Kind.TAG, "急")));
        assertThat(journal.trouble()).isEmpty();
    }

    @Test
    void aFindingThatTheDatabaseRefusesIsPassedAndSaysSo() {
        store.write(c -> c.createStatement()
                .execute("ALTER TABLE hub_name ADD CONSTRAINT unwanted CHECK (value <> 'unwanted')"));
        owe("m1", "unwanted", "m3");
        stage(message -> Set.of(Mark.of(Mark.Kind.TAG, message.key().nativeId())));
        untilAllIsPaid(3);
        assertThat(found()).extracting(Finding::snapshot).containsExactly("1", "failed:refused", "1");
        assertThat(journal.trouble()).isEmpty();
    }

    @Test
    void aStageThatComesAfterAnotherWaitsForItAndSeesWhatItFound() {
        owe("m1", List.of("rooms", "rules"));
        Mark seen = Mark.of(Mark.Kind.TAG, "saw 生产部");
        Plugging.add(bench, new After(seen), Map.of("huitong.stage", "rules", "huitong.stage.after", "rooms"));
        AtomicBoolean asked = new AtomicBoolean();
        Stage rooms = () -> judge("1", message -> {
            asked.set(true);
            return Set.of(Mark.of(Mark.Kind.DEPARTMENT, "生产部"));
        });
        assertThat(asked).isFalse();
        Plugging.add(bench, rooms, Map.of("huitong.stage", "rooms"));
        untilAllIsPaid(2);
        assertThat(found()).extracting(Finding::stage).containsExactly("rooms", "rules");
        assertThat(found().get(1).marks()).containsExactly(seen);
    }

    /** At the commit as well: in their order, and owed where the one before owes. */
    @Test
    void aStageThatComesAfterAnotherIsAskedAfterIt() {
        Mark seen = Mark.of(Mark.Kind.TAG, "saw 生产部");
        Plugging.add(bench, new After(seen), Map.of("huitong.stage", "a rule", "huitong.stage.after", "rooms"));
        AtomicBoolean breaks = new AtomicBoolean();
        Plugging.add(
                bench,
                () -> judge("1", message -> {
                    if (breaks.get()) {
                        throw new IllegalStateException("no");
                    }
                    return Set.of(Mark.of(Mark.Kind.DEPARTMENT, "生产部"));
                }),
                Map.of("huitong.stage", "rooms"));
        assertThat(judged()).containsExactly("rooms [生产部]", "a rule [saw 生产部]");
        breaks.set(true);
        assertThat(judged()).containsExactly("owed rooms", "owed a rule");
    }

    private List<String> judged() {
        List<String> judged = new ArrayList<>();
        bench.judge(Messages.text("m1", "你好"), new StageBench.Progress() {
            @Override
            public void asks(StageSeat seat) {}

            @Override
            public void found(Finding finding) {
                judged.add(finding.stage() + " "
                        + finding.marks().stream().map(Mark::value).toList());
            }

            @Override
            public void owes(String stage) {
                judged.add("owed " + stage);
            }
        });
        return judged;
    }

    /** Says whether it saw that the message is of a department. */
    private record After(Mark seen) implements Stage {
        @Override
        public Judge judge() {
            return new Judge() {
                @Override
                public String snapshot() {
                    return "1";
                }

                @Override
                public Set<Mark> judge(Message message) {
                    throw new IllegalStateException("it is asked with what was found before");
                }

                @Override
                public Set<Mark> judge(Message message, List<Finding> before) {
                    return before.stream().anyMatch(f -> f.values(Mark.Kind.DEPARTMENT)
                                    .contains("生产部"))
                            ? Set.of(seen)
                            : Set.of();
                }
            };
        }
    }

    private static Stage.Judge judge(String snapshot, Function<Message, Set<Mark>> thinking) {
        return new Stage.Judge() {
            @Override
            public String snapshot() {
                return snapshot;
            }

            @Override
            public Set<Mark> judge(Message message) {
                return thinking.apply(message);
            }
        };
    }

    private Stage stage(Function<Message, Set<Mark>> thinking) {
        Stage stage = () -> judge("1", thinking);
        Plugging.add(bench, stage, Map.of("huitong.stage", "rules"));
        return stage;
    }

    private void owe(String... ids) {
        for (String id : ids) {
            owe(id, List.of("rules"));
        }
    }

    private void owe(String id, List<String> owed) {
        Sighting.Said said = (Sighting.Said) Sighting.Said.once(Messages.text(id, "你好"));
        List<Draft> drafts = List.of(journal.scribe().said(said, "d-" + id, Instant.now(), List.of(), owed));
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private void untilAllIsPaid(int findings) {
        Eventually.until(
                "all is paid and can be read",
                () -> store.<Long>read(c -> Debts.first(c, "rules")) == Long.MAX_VALUE && found().size() >= findings);
    }

    private List<Finding> found() {
        return journal.after(0, 100).stream()
                .filter(Entry.Found.class::isInstance)
                .map(e -> ((Entry.Found) e).finding())
                .toList();
    }
}
