// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobRun;
import org.huitong.api.clock.Jobs.Order;
import org.huitong.api.clock.Jobs.State;
import org.huitong.api.clock.Ticks;
import org.huitong.api.text.LocalText;
import org.huitong.clock.TestTicks;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOfficeTest {
    private static final LocalText WELL = LocalText.of("好了", "well");
    private final DerbyStore store = new DerbyStore().migrate("clock");
    private final OneKeyVault vault = new OneKeyVault();
    private final ExecutorService atOnce = Executors.newFixedThreadPool(8);

    @TempDir
    Path folder;

    private Ticks ticks;
    private JobOffice office;

    @BeforeEach
    void open() {
        ticks = TestTicks.real();
        office = office();
    }

    private JobOffice office() {
        return new JobOffice(store, vault, new TestClock(), ticks, folder);
    }

    @AfterEach
    void close() {
        atOnce.shutdownNow();
        office.close();
        store.close();
    }

    @Test
    void runsAndSaysWhatCameOfIt() {
        office.add(new Steps(3), Map.of("huitong.job", "test.steps"));
        String id = office.start(order("test.steps", "3"));
        await(id, State.DONE);
        Kept kept = office.kept(id).orElseThrow();
        assertThat(kept.job().done()).isEqualTo(3);
        assertThat(kept.job().total()).isEqualTo(3);
        assertThat(kept.job().words()).contains(WELL);
    }

    @Test
    void waitsUntilItsKindIsThereAndIsKeptWithTheCallersTransaction() {
        String id = office.start(order("test.steps", "1"));
        List<String> lost = new ArrayList<>();
        try {
            store.write(c -> {
                lost.add(office.start(c, order("test.steps", "1")));
                throw new IllegalStateException("mine");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("mine");
        }
        assertThat(office.find(id).orElseThrow().state()).isEqualTo(State.WAITING);
        office.add(new Steps(1), Map.of("huitong.job", "test.steps"));
        await(id, State.DONE);
        assertThat(office.find(lost.get(0))).isEmpty();
    }

    @Test
    void endsWhenItIsCancelledAndSaysSo() {
        Held held = new Held(false);
        office.add(held, Map.of("huitong.job", "test.held"));
        String id = office.start(order("test.held", ""));
        Eventually.until("it runs", () -> held.begun.getCount() == 0);
        office.cancel(id);
        await(id, State.CANCELLED);
        assertThat(office.kept(id).orElseThrow().job().words().orElseThrow().en())
                .contains("Cancelled");
    }

    @Test
    void failureTellsItsOwnerAndABreakTellsNoWords() {
        office.add(
                run -> {
                    throw new JobFailure(LocalText.of("不行", "it cannot be"));
                },
                Map.of("huitong.job", "test.fails"));
        office.add(
                run -> {
                    throw new IllegalStateException("what somebody wrote");
                },
                Map.of("huitong.job", "test.breaks"));
        String fails = office.start(order("test.fails", ""));
        String breaks = office.start(order("test.breaks", ""));
        await(fails, State.FAILED);
        await(breaks, State.FAILED);
        assertThat(office.find(fails).orElseThrow().words().orElseThrow().en()).isEqualTo("it cannot be");
        assertThat(office.find(breaks).orElseThrow().words().orElseThrow().en()).doesNotContain("somebody");
    }

    @Test
    void aCutOffRunGoesOnFromItsMarkOrFails() {
        Held held = new Held(true);
        Held once = new Held(false);
        office.add(held, Map.of("huitong.job", "test.resumes"));
        office.add(once, Map.of("huitong.job", "test.once"));
        String resumed = office.start(order("test.resumes", ""));
        String failed = office.start(order("test.once", ""));
        Eventually.until("both run", () -> held.begun.getCount() == 0 && once.begun.getCount() == 0);
        crash(resumed, failed);
        Steps rest = new Steps(1) {
            @Override
            public LocalText run(JobRun run) {
                assertThat(run.mark()).contains("half");
                return WELL;
            }

            @Override
            public boolean resumes() {
                return true;
            }
        };
        office.add(rest, Map.of("huitong.job", "test.resumes"));
        office.add(new Steps(1), Map.of("huitong.job", "test.once"));
        await(resumed, State.DONE);
        await(failed, State.FAILED);
        assertThat(office.find(failed).orElseThrow().words().orElseThrow().zh()).contains("没有完成");
    }

    /** As a killed process leaves it: running, by somebody who is not there. */
    private void crash(String... ids) {
        office.close();
        store.write(c -> {
            for (String id : ids) {
                c.createStatement()
                        .executeUpdate(
                                "UPDATE clock_job SET state = 'running', runner = 'gone' WHERE id = '" + id + "'");
            }
            return null;
        });
        office = office();
    }

    /** As where the memory was too small for it. */
    @Test
    void whatIsNoExceptionEndsARunToo() {
        office.add(
                run -> {
                    throw new OutOfMemoryError("as it may be");
                },
                Map.of("huitong.job", "test.errs"));
        String id = office.start(order("test.errs", ""));
        await(id, State.FAILED);
        assertThat(office.find(id).orElseThrow().words()).isPresent();
    }

    @Test
    void whatWaitsForAKindThatIsGoneHoldsNobodyUp() {
        for (int i = 0; i < 101; i++) {
            office.start(order("test.gone", ""));
        }
        office.add(new Steps(1), Map.of("huitong.job", "test.steps"));
        await(office.start(order("test.steps", "")), State.DONE);
    }

    @Test
    void whatWasCancelledBeforeTheHubWasKilledIsCancelled() {
        Held held = new Held(true);
        office.add(held, Map.of("huitong.job", "test.held"));
        String id = office.start(order("test.held", ""));
        Eventually.until("it runs", () -> held.begun.getCount() == 0);
        crash(id);
        change("UPDATE clock_job SET cancel_asked = TRUE WHERE id = '" + id + "'");
        await(id, State.CANCELLED);
    }

    /** Its argument cannot be opened. */
    @Test
    void whatCannotBeginFailsAndHoldsNobodyUp() {
        String bad = office.start(order("test.steps", "1"));
        String good = office.start(order("test.steps", "1"));
        change("UPDATE clock_job SET argument_wrapped = argument_wrapped || X'00' WHERE id = '" + bad + "'");
        office.add(new Steps(1), Map.of("huitong.job", "test.steps"));
        await(good, State.DONE);
        await(bad, State.FAILED);
    }

    /** As where the end of a run could not be written down. */
    @Test
    void aRunInOnesOwnNameThatDoesNotGoOnIsCutOff() {
        Held held = new Held(false);
        office.add(held, Map.of("huitong.job", "test.held"));
        String running = office.start(order("test.held", ""));
        Eventually.until("it runs", () -> held.begun.getCount() == 0);
        String stuck = office.start(order("test.once", ""));
        change("UPDATE clock_job SET state = 'running', runner =" + " (SELECT runner FROM clock_job WHERE id = '"
                + running + "') WHERE id = '" + stuck + "'");
        office.add(new Steps(1), Map.of("huitong.job", "test.once"));
        await(stuck, State.FAILED);
        assertThat(office.find(running).orElseThrow().state()).isEqualTo(State.RUNNING);
        office.cancel(running);
        await(running, State.CANCELLED);
    }

    /** Who was taken for dead and comes back does not end what another one runs by now. */
    @Test
    void onlyWhoRunsAJobEndsIt() {
        JobShelf shelf = new JobShelf(store, vault);
        String id = office.start(order("test.other", ""));
        Kept kept = office.kept(id).orElseThrow();
        office.close();
        assertThat(shelf.take(id, "one")).isTrue();
        shelf.release(id, "one");
        assertThat(shelf.take(id, "two")).isTrue();
        shelf.end(kept, Optional.of("one"), State.CANCELLED, WELL, new TestClock().instant(), Optional.empty());
        assertThat(shelf.find(id).orElseThrow().job().state()).isEqualTo(State.RUNNING);
        shelf.end(kept, Optional.of("two"), State.DONE, WELL, new TestClock().instant(), Optional.empty());
        assertThat(shelf.find(id).orElseThrow().job().state()).isEqualTo(State.DONE);
    }

    private void change(String sql) {
        store.write(c -> {
            try (Statement statement = c.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void whatWasDoneIsUndoneOnce() {
        Steps steps = new Steps(2);
        office.add(steps, Map.of("huitong.job", "test.steps"));
        String id = office.start(order("test.steps", "the argument"));
        assertThat(office.undo(office.kept(id).orElseThrow(), "li")).isEmpty();
        await(id, State.DONE);
        String undoing = office.undo(office.kept(id).orElseThrow(), "li").orElseThrow();
        await(undoing, State.DONE);
        assertThat(steps.undone).containsExactly("the argument");
        assertThat(office.kept(id).orElseThrow().undone()).isTrue();
        assertThat(office.undo(office.kept(id).orElseThrow(), "li")).isEmpty();
        assertThat(office.undo(office.kept(undoing).orElseThrow(), "li")).isEmpty();
    }

    @Test
    void ofManyWhoTakeItBackAtOnceOneDoes() {
        Steps steps = new Steps(1);
        office.add(steps, Map.of("huitong.job", "test.steps"));
        for (int round = 0; round < 5; round++) {
            String id = office.start(order("test.steps", "round " + round));
            await(id, State.DONE);
            Kept kept = office.kept(id).orElseThrow();
            List<CompletableFuture<Optional<String>>> asked = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> office.undo(kept, "li"), atOnce))
                    .limit(8)
                    .toList();
            List<String> orders = asked.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(orders).hasSize(1);
            await(orders.get(0), State.DONE);
        }
        assertThat(steps.undone).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void itsFileIsSealedAndComesBackWhole() throws IOException {
        String line = "只有收件人能看到的文字\n";
        int lines = 30_000;
        office.add(
                run -> {
                    try (OutputStream out = run.file("结果.txt", "text/plain")) {
                        for (int i = 0; i < lines; i++) {
                            out.write(line.getBytes(StandardCharsets.UTF_8));
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return WELL;
                },
                Map.of("huitong.job", "test.file"));
        String id = office.start(order("test.file", "argument 里的秘密"));
        await(id, State.DONE);
        Kept kept = office.kept(id).orElseThrow();
        assertThat(kept.result()).hasValueSatisfying(file -> {
            assertThat(file.name()).isEqualTo("结果.txt");
            assertThat(file.bytes()).isEqualTo((long) lines * line.getBytes(StandardCharsets.UTF_8).length);
        });
        try (InputStream in = office.file(kept).orElseThrow()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(line.repeat(lines));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .doesNotContain("收件人");
            }
        }
        byte[] all = Files.readAllBytes(folder.resolve(id));
        Files.write(folder.resolve(id), Arrays.copyOf(all, all.length / 2));
        try (InputStream in = office.file(kept).orElseThrow()) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static Order order(String kind, String argument) {
        return new Order(kind, LocalText.of("一件事", "a thing"), "zhang", Optional.empty(), argument);
    }

    private void await(String id, State state) {
        Eventually.until(
                id + " is " + state, () -> office.find(id).orElseThrow().state() == state);
    }

    private static class Steps implements JobKind {
        private final int steps;
        private final List<String> undone = new ArrayList<>();

        Steps(int steps) {
            this.steps = steps;
        }

        @Override
        public LocalText run(JobRun run) throws InterruptedException, JobFailure {
            for (int i = 1; i <= steps; i++) {
                run.progress(i, steps);
            }
            return WELL;
        }

        @Override
        public boolean undoes() {
            return true;
        }

        @Override
        public LocalText undo(JobRun run) {
            undone.add(run.argument());
            return WELL;
        }
    }

    /** Goes on until it is told to end. */
    private final class Held implements JobKind {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final boolean resumes;

        Held(boolean resumes) {
            this.resumes = resumes;
        }

        @Override
        public LocalText run(JobRun run) throws InterruptedException {
            store.write(c -> {
                run.mark(c, "half");
                return null;
            });
            begun.countDown();
            long n = 0;
            while (true) {
                run.progress(n++, 0);
                Thread.onSpinWait();
            }
        }

        @Override
        public boolean resumes() {
            return resumes;
        }
    }
}
