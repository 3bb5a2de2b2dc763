// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Stage;
import org.junit.jupiter.api.Test;

class BinderTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final AtomicInteger version = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aChangeWhileItReadsIsReadAgain() throws InterruptedException {
        try (Binder<Numbered> binder = new Binder<>("numbers", this::readSlowly, () -> {})) {
            binder.open();
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
            version.set(1);
            // Wishes while the old version is being read, and does not wait.
            assertThat(binder.await(1, Duration.ZERO)).isFalse();
            goOn.countDown();
            assertThat(binder.await(1, LONG)).isTrue();
        }
    }

    @Test
    void whatIsNotOnTheShelfIsNotLookedForEndlessly() {
        goOn.countDown();
        try (Binder<Numbered> binder = new Binder<>("numbers", this::readSlowly, () -> {})) {
            binder.open();
            assertThat(binder.await(0, LONG)).isTrue();
            assertThat(binder.await(9, Duration.ofMillis(100))).isFalse();
            assertThat(reads.get()).isLessThan(4);
        }
    }

    @Test
    void aShelfThatFailsIsAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(1);
        try (Binder<Numbered> binder = new Binder<>(
                "numbers",
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("no database yet");
                    }
                    return new Numbers(3);
                },
                ready::countDown)) {
            binder.open();
            assertThat(binder.await(3, LONG)).isTrue();
            assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(binder.judge().snapshot()).isEqualTo("numbers-3");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Numbers readSlowly() {
        int seen = version.get();
        reads.incrementAndGet();
        reading.countDown();
        try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Numbers(seen);
    }

    private record Numbers(int version) implements Edition<Numbered> {
        @Override
        public Numbered judge() {
            return new Numbered("numbers-" + version);
        }
    }

    private record Numbered(String snapshot) implements Stage.Judge {
        @Override
        public Set<Mark> judge(Message message) {
            return Set.of();
        }
    }
}
