// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GatheringTest {
    /** One writes for several, and breaks as no exception does: none of them may take it for kept. */
    @Test
    void whereTheWriterBreaksNobodyIsToldThatItIsKept() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        Gathering gathering = new Gathering(entries -> {
            if (times.incrementAndGet() == 1) {
                writing.countDown();
                await(go);
            } else {
                throw new OutOfMemoryError("as it may be");
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(3);
        Future<?> first = threads.submit(() -> gathering.keep(List.of()));
        assertThat(writing.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        List<Thread> waiting = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Future<?>> others = Stream.of(1, 2)
                .<Future<?>>map(n -> threads.submit(() -> {
                    waiting.add(Thread.currentThread());
                    gathering.keep(List.of());
                }))
                .toList();
        org.huitong.testkit.Eventually.until(
                "both wait",
                () -> waiting.size() == 2
                        && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        go.countDown();

        first.get();
        for (Future<?> other : others) {
            assertThatThrownBy(other::get).isInstanceOf(ExecutionException.class);
        }
        assertThat(times).hasValue(2);
        threads.shutdown();
    }

    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
