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
        bench = new StageBench(journal);
        clerk = new FindingsClerk(bench, journal);
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
                .execute("ALTER TABLE hub_mark ADD CONSTRAINT unwanted CHECK (value <> 'unwanted')"));
        owe("m1", "unwanted", "m3");
        stage(message -> Set.of(Mark.of(Mark.Kind.TAG, message.key().nativeId())));
        untilAllIsPaid(3);
        assertThat(found()).extracting(Finding::snapshot).containsExactly("1", "failed:refused", "1");
        assertThat(journal.trouble()).isEmpty();
    }

    private Stage stage(Function<Message, Set<Mark>> thinking) {
        Stage stage = () -> new Stage.Judge() {
            @Override
            public String snapshot() {
                return "1";
            }

            @Override
            public Set<Mark> judge(Message message) {
                return thinking.apply(message);
            }
        };
        Plugging.add(bench, stage, Map.of("huitong.stage", "rules"));
        return stage;
    }

    private void owe(String... ids) {
        List<Draft> drafts = new ArrayList<>();
        for (String id : ids) {
            Sighting.Said said = (Sighting.Said) Sighting.Said.once(Messages.text(id, "你好"));
            drafts.add(journal.scribe().said(said, "d-" + id, Instant.now(), List.of(), List.of("rules")));
        }
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private void untilAllIsPaid(int findings) {
        Eventually.until(
                "all is paid and can be read",
                () -> store.<Optional<Debts.Stretch>>read(c -> Debts.oldest(c, "rules"))
                                .isEmpty()
                        && found().size() >= findings);
    }

    private List<Finding> found() {
        return journal.after(0, 100).stream()
                .filter(Entry.Found.class::isInstance)
                .map(e -> ((Entry.Found) e).finding())
                .toList();
    }
}
