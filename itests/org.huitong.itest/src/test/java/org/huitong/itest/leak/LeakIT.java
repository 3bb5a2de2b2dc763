// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.huitong.itest.leak.Firm.Worker;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nobody sees more than they may, by whatever way the hub tells of: over a group of companies that was made up, people of
 * every kind go every way in, and each word that comes back is held against what the law says in words. What a list must
 * hold is held against it both ways. The gate has a small firm; the large one is run on purpose, by {@code
 * -Dit.test=LeakIT -Dleak.people=3000 -Dleak.messages=50000}.
 */
class LeakIT {
    private static final int PEOPLE = Integer.getInteger("leak.people", 600);
    private static final int MESSAGES = Integer.getInteger("leak.messages", 1_000);
    private static final long SEED = Long.getLong("leak.seed", 11L);
    private static final int SEVERAL = 3;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    private final LocalDate today = LocalDate.now(ZONE);
    private Scene scene;
    private Visitors visitors;
    private Verdicts verdicts;

    @Test
    void nobodySeesMoreThanTheyMayByAnyWay() {
        try (HubProcess hub = new HubProcess(folder)) {
            scene = new Scene(hub, PEOPLE, SEED);
            verdicts = new Verdicts(scene, new Law(scene.firm, today));
            visitors = new Visitors(scene, today);
            timed("beginning", this::begin);
            Lists lists = new Lists(scene, verdicts);
            timed("lists", () -> everybody(lists::look));
            Doings doings = new Doings(scene, visitors, verdicts);
            timed("work", doings::work);
            Rounds rounds = new Rounds(scene, verdicts);
            rounds.knowsEveryWay();
            timed("ways", () -> goEveryWay(rounds, false));
            timed("streams", new Streams(scene, visitors, verdicts, doings)::hear);
            timed("changes", doings::change);
            timed("lists again", () -> everybody(lists::look));
            timed("ways again", () -> goEveryWay(rounds, true));
            System.out.println("Leak: " + PEOPLE + " people, " + scene.said.size() + " messages, "
                    + visitors.all().size() + " visitors, " + verdicts.looked() + " answers looked through");
            assertThat(verdicts.wrong()).isEmpty();
        }
    }

    private void begin() {
        scene.mouth.register(scene.hub);
        // Roles are given here by one hand: that they wait for approvals is proven elsewhere.
        scene.hub.configure("org.huitong.capability.approvals", Map.of("mode", "never"));
        scene.hub.start().login();
        scene.takeIn();
        scene.writeDown();
        scene.speak(MESSAGES, false);
        scene.awaitAll();
        scene.mark(assigned());
        scene.amend();
        visitors.come();
        scene.awaitAll();
    }

    private void goEveryWay(Rounds rounds, boolean lookOnly) {
        rounds.prepare(visitors.named("everything"));
        everybody(visitor -> rounds.go(visitor, lookOnly));
    }

    /** Each visitor does it, several at once. */
    private void everybody(Consumer<Visitor> does) {
        visitors.all().forEach(Visitor::comes);
        several(does);
        visitors.all().stream()
                .filter(visitor -> !visitor.isComing())
                .forEach(visitor -> verdicts.wrong(visitor + " was not so to the end"));
    }

    private void several(Consumer<Visitor> does) {
        ExecutorService several = Executors.newFixedThreadPool(SEVERAL);
        try {
            for (Future<?> one : visitors.all().stream()
                    .map(visitor -> several.submit(() -> does.accept(visitor)))
                    .toList()) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            several.shutdownNow();
        }
    }

    private static void timed(String what, Runnable run) {
        long begun = System.nanoTime();
        run.run();
        System.out.println("Leak: " + what + " took " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }

    /** Some messages are for the agent and the clerk of tasks to see to. */
    private Map<Integer, Worker> assigned() {
        Map<Integer, Worker> assigned = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            assigned.put(i * (MESSAGES / 40), visitors.worker(i % 2 == 0 ? 5 : 12));
        }
        return assigned;
    }
}
