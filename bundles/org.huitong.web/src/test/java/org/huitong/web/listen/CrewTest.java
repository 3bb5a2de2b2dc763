// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final int PROCESSORS = 2;
    private static final int LOOPS = 1;
    private static final int FEW = 2 * PROCESSORS + LOOPS;

    private final Crew crew = new Crew("test", PROCESSORS, LOOPS);
    private final CountDownLatch cured = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        crew.start();
    }

    @AfterEach
    void stop() throws Exception {
        cured.countDown();
        crew.stop();
    }

    @Test
    void aFewServeManyCalls() throws InterruptedException {
        int calls = 10_000;
        CountDownLatch served = new CountDownLatch(calls);
        for (int i = 0; i < calls; i++) {
            crew.execute(served::countDown);
        }
        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        // A processor that was taken away from a thread in the middle of a call may have looked like a call that waits.
        assertThat(crew.size()).isBetween(1, 3 * FEW);
    }

    @Test
    void thoseWhoHangKeepNobodyWaiting() throws InterruptedException {
        int hanging = 50;
        CountDownLatch hang = new CountDownLatch(hanging);
        for (int i = 0; i < hanging; i++) {
            crew.execute(() -> {
                hang.countDown();
                waitUntilCured();
            });
        }
        assertThat(hang.await(20, TimeUnit.SECONDS)).isTrue();
        CountDownLatch served = new CountDownLatch(1);
        crew.execute(served::countDown);
        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** They look like a read from a socket: running, and not getting on. */
    @Test
    void thoseWhoSeemToWorkKeepNobodyWaitingForLong() throws InterruptedException {
        for (int i = 0; i < 2 * FEW; i++) {
            crew.execute(() -> {
                while (cured.getCount() > 0) {
                    Thread.yield();
                }
            });
        }
        CountDownLatch served = new CountDownLatch(1);
        crew.execute(served::countDown);
        assertThat(served.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWasHiredForThemLeavesUnderWork() throws InterruptedException {
        thoseWhoHangKeepNobodyWaiting();
        assertThat(crew.size()).isGreaterThan(50);
        cured.countDown();
        Eventually.until("those who are too many leave", () -> {
            for (int i = 0; i < 1_000; i++) {
                crew.execute(CrewTest::work);
            }
            return crew.size() <= 3 * FEW;
        });
    }

    @Test
    void aCallThatBreaksTakesNobodyWithIt() throws InterruptedException {
        for (int i = 0; i < 3 * FEW; i++) {
            crew.execute(() -> {
                throw new IllegalStateException("broken on purpose");
            });
        }
        CountDownLatch served = new CountDownLatch(1);
        crew.execute(served::countDown);
        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsQueuedWhenThePortShutsIsStillDone() throws Exception {
        CountDownLatch served = new CountDownLatch(1_000);
        for (int i = 0; i < FEW; i++) {
            crew.execute(this::waitUntilCured);
        }
        for (int i = 0; i < 1_000; i++) {
            crew.execute(served::countDown);
        }
        crew.stop();
        cured.countDown();
        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        Eventually.until("all have left", () -> crew.size() == 0);
    }

    @Test
    void noThreadKeepsTheClassLoaderOfWhoAskedForIt() throws InterruptedException {
        ClassLoader asking = new ClassLoader() {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        AtomicReference<ClassLoader> seen = new AtomicReference<>(asking);
        CountDownLatch served = new CountDownLatch(1);
        Thread.currentThread().setContextClassLoader(asking);
        try {
            crew.execute(() -> {
                seen.set(Thread.currentThread().getContextClassLoader());
                served.countDown();
            });
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isNotSameAs(asking);
    }

    @Test
    void allLeaveWhenThePortShuts() throws Exception {
        AtomicInteger served = new AtomicInteger();
        for (int i = 0; i < FEW; i++) {
            crew.execute(served::incrementAndGet);
        }
        crew.stop();
        Eventually.until("all have left", () -> crew.size() == 0);
        crew.start();
        crew.execute(served::incrementAndGet);
        Eventually.until("it is served again", () -> served.get() == FEW + 1);
    }

    /** Long enough for a queue to stand when the foreman looks. */
    private static void work() {
        for (int i = 0; i < 1_000; i++) {
            Thread.onSpinWait();
        }
    }

    private void waitUntilCured() {
        try {
            cured.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
