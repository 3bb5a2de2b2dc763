// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.huitong.api.message.Sighting;
import org.huitong.api.operation.LiveLog;
import org.huitong.api.operation.LiveLog.LiveEvent;
import org.huitong.hub.account.AccountBook;
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

class LiveTailTest {
    private static final int MOST = 1_000;

    private DerbyStore store;
    private Journal journal;
    private LiveTail tail;
    private long said;

    @BeforeEach
    void open() {
        store = new DerbyStore().migrate("hub");
        journal = new Journal(store, DerbyStore.schema("hub"), new OneKeyVault());
        tail = new LiveTail(journal, new AccountBook(journal), MOST);
    }

    @AfterEach
    void close() throws Exception {
        tail.close();
        journal.close();
        store.close();
    }

    @Test
    void tellsWhatComesAndWhatWasMissedInOrder() {
        say(450);
        List<Long> told = listen(OptionalLong.of(10));
        say(3);
        Eventually.until("all is told", () -> told.size() == 443);
        assertThat(told)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 453).boxed().toList());
    }

    @Test
    void tellsWhoIsTooFarBehindOfAGapAndGoesOnFromThere() {
        say(MOST + 2);
        for (long known : new long[] {Long.MIN_VALUE, 0, MOST + 3_000}) {
            List<LiveEvent> told = new CopyOnWriteArrayList<>();
            tail.subscribe(OptionalLong.of(known), told::add);
            Eventually.until("the gap is told", () -> told.size() == 1);
            say(1);
            Eventually.until("the news are told", () -> told.size() == 2);
            assertThat(told).extracting(LiveEvent::kind).containsExactly(LiveLog.Kind.GAP, LiveLog.Kind.MESSAGE);
        }
    }

    @Test
    void oneThatBreaksEndsNobodysStream() {
        tail.subscribe(OptionalLong.empty(), event -> {
            throw new StackOverflowError("a stream's mistake");
        });
        List<Long> told = listen(OptionalLong.empty());
        say(2);
        Eventually.until("the other is told", () -> told.size() == 2);
    }

    @Test
    void oneThatIsFarBehindDoesNotMakeTheOthersWait() throws Exception {
        say(MOST);
        List<Long> behind = new CopyOnWriteArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        tail.subscribe(OptionalLong.of(0), event -> {
            begun.countDown();
            awaitQuietly(goOn);
            behind.add(event.seq());
        });
        begun.await();
        CompletableFuture<Integer> toldOthersBefore = new CompletableFuture<>();
        tail.subscribe(OptionalLong.empty(), event -> toldOthersBefore.complete(behind.size()));
        say(1);
        goOn.countDown();
        assertThat(toldOthersBefore.get()).isLessThan(MOST / 2);
        Eventually.until("the one behind is told all", () -> behind.size() == MOST + 1);
    }

    private List<Long> listen(OptionalLong after) {
        List<Long> told = new CopyOnWriteArrayList<>();
        tail.subscribe(after, event -> told.add(event.seq()));
        return told;
    }

    private void say(int messages) {
        List<Draft> drafts = IntStream.range(0, messages)
                .mapToObj(i -> (Sighting.Said) Sighting.Said.once(Messages.text("m" + said++, "你好")))
                .map(s -> (Draft) journal.scribe().said(s, "d", Instant.now(), List.of(), List.of()))
                .toList();
        CompletableFuture<Intake.Outcome> outcome = new CompletableFuture<>();
        journal.submit(new Intake(drafts, List.of(), Optional.empty(), Optional.empty(), 0, outcome::complete));
        assertThat(outcome.join()).isInstanceOf(Intake.Outcome.Stored.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
