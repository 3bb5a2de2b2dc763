// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.huitong.api.connector.Step;

/**
 * The threads for what connectors must do by hand. They are apart from the outbox's own, so that a mail server that does
 * not answer holds up nobody else; there are a few, and what finds none free is told to come later.
 */
final class Hands implements AutoCloseable {
    private static final int MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final ScheduledExecutorService clock;
    private final ThreadPoolExecutor threads;

    Hands(ScheduledExecutorService clock) {
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "huitong-outbox-hand-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Fails where nobody can tell what came of it. */
    <T> CompletableFuture<Step<T>> take(Step.Handwork<T> work) {
        CompletableFuture<Step<T>> done = new CompletableFuture<>();
        try {
            Future<?> under = threads.submit(() -> {
                try {
                    done.complete(work.now());
                } catch (InterruptedException e) {
                    done.completeExceptionally(e);
                } catch (Exception | LinkageError e) {
                    done.completeExceptionally(e);
                }
            });
            clock.schedule(
                    () -> {
                        if (done.completeExceptionally(new TimeoutException())) {
                            under.cancel(true);
                        }
                    },
                    PATIENCE.toSeconds(),
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException busy) {
            done.complete(Step.later(
                    BUSY, org.huitong.api.text.LocalText.of("发送线程都在忙，稍后再试", "all hands are busy; it is tried again")));
        }
        return done;
    }

    /** The exception may quote what was being sent. */
    static String name(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getName();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
